package gateway.toolkit.validator;

import gateway.api.UpgradeHandler;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** The handler of an upgraded request: runs once, after call and body (EXT-7). */
final class CheckedUpgrade implements UpgradeHandler {
    private final UpgradeHandler handler;
    private final Journal journal;
    private final Turns turns;
    private final AtomicBoolean run = new AtomicBoolean();
    private volatile BooleanSupplier replaced = () -> false;

    CheckedUpgrade(UpgradeHandler handler, Journal journal, Turns turns) {
        this.handler = handler;
        this.journal = journal;
        this.turns = turns;
    }

    /** The caller has promised to run it. */
    void granted() {
        replaced = journal.replacement();
    }

    @Override
    public void handle(InputStream in, OutputStream out) throws Exception {
        turns.checkThread("the upgrade's handler");
        if (run.getAndSet(true)) {
            journal.caller().error(Clause.EXT_7, "the upgrade's handler runs twice", "");
        } else if (replaced.getAsBoolean()) {
            journal.caller()
                    .error(
                            Clause.SR_3,
                            "an upgrade's handler runs that start with an error has replaced",
                            "");
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
