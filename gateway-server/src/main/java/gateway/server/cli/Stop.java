package gateway.server.cli;

import gateway.server.Gateway;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What TERM and INT do: the first one lets running requests finish, the second one, of either kind,
 * cuts them off and ends the process, whatever an application makes of it.
 */
final class Stop {
    private static final Logger LOG = LoggerFactory.getLogger(Stop.class);

    /** For the bodies of aborted requests, and the applications' own stop. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final Gateway gateway;
    private final Runnable begins;
    private final AtomicBoolean begun = new AtomicBoolean();

    private Stop(Gateway gateway, Runnable begins) {
        this.gateway = gateway;
        this.begins = begins;
    }

    /**
     * Begins to listen to the signals.
     *
     * @param begins run when the stop begins
     */
    static void onSignals(Gateway gateway, Runnable begins) {
        Stop stop = new Stop(gateway, begins);
        Signals.on("TERM", stop::signalled);
        Signals.on("INT", stop::signalled);
    }

    private void signalled() {
        if (begun.compareAndSet(false, true)) {
            begins.run();
            gateway.close();
            return;
        }
        gateway.abort();
        try {
            if (!gateway.awaitStop(AT_ONCE)) {
                LOG.warn(
                        "a second signal came, and an application does not end: it is left behind");
                Runtime.getRuntime().halt(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
