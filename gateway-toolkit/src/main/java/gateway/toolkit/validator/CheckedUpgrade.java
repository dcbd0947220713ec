package gateway.toolkit.validator;

import gateway.api.UpgradeHandler;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/** The handler of an upgraded request: runs once, after call and body (EXT-7). */
final class CheckedUpgrade implements UpgradeHandler {
    private final UpgradeHandler handler;
    private final Journal journal;
    private final Turns turns;
    private final AtomicBoolean run = new AtomicBoolean();

    CheckedUpgrade(UpgradeHandler handler, Journal journal, Turns turns) {
        this.handler = handler;
        this.journal = journal;
        this.turns = turns;
    }

    @Override
    public void handle(InputStream in, OutputStream out) throws Exception {
        turns.checkThread("the upgrade's handler");
        if (run.getAndSet(true)) {
            journal.caller().error(Clause.EXT_7, "the upgrade's handler runs twice", "");
        } else if (!journal.hasCallReturned()) {
            journal.caller()
                    .error(Clause.EXT_7, "the upgrade's handler runs before call returned", "");
        } else if (journal.isBodyOpen()) {
            journal.caller()
                    .error(
                            Clause.EXT_7,
                            "the upgrade's handler runs before the body is closed",
                            "");
        }
        handler.handle(in, out);
    }
}
