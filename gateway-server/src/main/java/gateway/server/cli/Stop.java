package gateway.server.cli;

import gateway.server.Gateway;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * What TERM and INT do: TERM lets running requests finish, INT gives them a second, and a second
 * signal of either kind cuts them off and ends the process, whatever an application makes of it.
 *
 * <p>Listens before the server accepts anything, so that no moment is left in which a signal would
 * end the VM and what was accepted with it. A first signal while it starts stops it as soon as it
 * has started; a second one ends the process.
 */
final class Stop {
    private static final Logger LOG = LoggerFactory.getLogger(Stop.class);

    /** For the bodies of aborted requests, and the applications' own stop. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final CompletableFuture<Gateway> starting = new CompletableFuture<>();
    private final Runnable begins;
    private final AtomicBoolean begun = new AtomicBoolean();

    Stop(Runnable begins) {
        this.begins = begins;
    }

    /**
     * Begins to listen to the signals.
     *
     * @param begins run when the stop begins
     */
    static Stop onSignals(Runnable begins) {
        Stop stop = new Stop(begins);
        Signals.on("TERM", () -> stop.signalled(Gateway::close));
        Signals.on("INT", () -> stop.signalled(Gateway::stopQuickly));
        return stop;
    }

    /** This is what the signals are for. */
    void started(Gateway gateway) {
        starting.complete(gateway);
    }

    /** Stops the server by {@code way} as soon as it runs, or ends a stop that has begun. */
    void signalled(Consumer<Gateway> way) {
        if (begun.compareAndSet(false, true)) {
            Gateway gateway = starting.join();
            begins.run();
            way.accept(gateway);
            return;
        }
        Gateway gateway = starting.getNow(null);
        if (gateway == null) {
            LOG.warn("a second signal came before the start was over");
            Runtime.getRuntime().halt(1);
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
