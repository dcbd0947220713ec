package gateway.server.net;

import gateway.server.log.LineQuota;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Collection;
import java.util.concurrent.locks.LockSupport;

/**
 * Enforces the deadlines of all connections from one platform thread, and drives their clock. While
 * draining it also ends waits that need not be waited for. Nothing ends it but {@link #stop}.
 */
final class Reaper {
    /**
     * How late a deadline may be noticed. Costs a pass over all connections: at 10,000 of them some
     * 0.1 ms.
     */
    private static final long TICK_NANOS = 100_000_000;

    /** A stop should not have to wait for a tick. */
    private static final long DRAINING_TICK_NANOS = 10_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);

    private final Collection<Connection> connections;
    private final CoarseClock clock;
    private final Thread thread = new Thread(this::run, "gateway-reaper");
    private final LineQuota failures = LineQuota.standard();
    private volatile long drainedSince; // When draining.
    private volatile boolean draining;
    private volatile boolean stopped;

    Reaper(Collection<Connection> connections, CoarseClock clock) {
        this.connections = connections;
        this.clock = clock;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void drain() {
        drainedSince = System.nanoTime();
        draining = true;
        LockSupport.unpark(thread);
    }

    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!stopped) {
            try {
                LockSupport.parkNanos(draining ? DRAINING_TICK_NANOS : TICK_NANOS);
                pass();
            } catch (Throwable e) { // Out of memory, say: the next pass may go well.
                failed(e);
            }
        }
    }

    private void pass() {
        clock.tick();
        long now = clock.nanos();
        for (Connection connection : connections) {
            try {
                connection.watch().enforce(now);
                if (draining) {
                    connection.watch().drain(now, drainedSince);
                }
            } catch (Throwable e) { // The others have deadlines too.
                failed(e);
            }
        }
    }

    private void failed(Throwable e) {
        try {
            failures.write(
                    () -> LOG.error("could not enforce a deadline", e),
                    count -> LOG.error("could not enforce a deadline, {} times more", count));
        } catch (Throwable again) {
            // It may not even be possible to say so.
        }
    }
}
