package gateway.server.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;

/** What HUP does: whatever can be opened or read anew is, and each of it says so. */
final class HangUp {
    private static final Logger LOG = LoggerFactory.getLogger(HangUp.class);

    private HangUp() {}

    /** Has {@code actions} run at each HUP. */
    static void runs(List<Runnable> actions) {
        Signals.on(
                "HUP",
                () -> {
                    if (actions.isEmpty()) {
                        LOG.info("HUP: there is nothing to reload");
                    }
                    actions.forEach(Runnable::run);
                });
    }
}
