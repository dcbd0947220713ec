package gateway.server.ops;

import gateway.server.net.ServerListener;
import gateway.server.net.Underway;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Serial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Warns once of each request that runs too long, with the stack of its thread, and says when it has
 * ended after all. Looks at what runs; no request does anything for it.
 */
final class StuckWatch implements ServerListener {
    private static final Logger LOG = LoggerFactory.getLogger("gateway.stuck");

    /** How many are told at one look; the others are counted. */
    private static final int TOLD = 5;

    private static final long LONGEST_PAUSE = Duration.ofSeconds(1).toNanos();

    /** The stack of another thread. */
    private static final class Stack extends Throwable {
        @Serial private static final long serialVersionUID = 1;

        Stack(Thread thread) {
            super("it is here", null, false, true);
            setStackTrace(thread.getStackTrace());
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    private final Readiness readiness;
    private final Duration most;
    private final Thread thread = new Thread(this::watch, "gateway-stuck");
    private final Map<Object, Underway> stuck =
            Collections.synchronizedMap(new IdentityHashMap<>());
    private volatile boolean stopped;

    StuckWatch(Readiness readiness, Duration most) {
        this.readiness = readiness;
        this.most = most;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public void stopped() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    /** How many run too long now, as of the last look. */
    int count() {
        return stuck.size();
    }

    private void watch() {
        long pause = Math.min(LONGEST_PAUSE, Math.max(1, most.toNanos() / 4));
        while (!stopped) {
            LockSupport.parkNanos(this, pause);
            try {
                look();
            } catch (RuntimeException | Error e) { // Out of memory, say: the next look may go well.
                LOG.error("could not look for requests that run too long", e);
            }
        }
    }

    private void look() {
        IdentityHashMap<Object, Underway> now = new IdentityHashMap<>();
        List<Underway> fresh = new ArrayList<>();
        for (Underway one : readiness.underway()) {
            if (one.age().compareTo(most) >= 0) {
                now.put(one.task(), one);
                if (!stuck.containsKey(one.task())) {
                    fresh.add(one);
                }
            }
        }
        for (Underway before : List.copyOf(stuck.values())) {
            if (!now.containsKey(before.task())) {
                LOG.info("{} has ended, or was aborted", RequestText.url(before));
            }
        }
        stuck.keySet().retainAll(now.keySet());
        stuck.putAll(now);
        tell(fresh);
    }

    private static void tell(List<Underway> fresh) {
        for (Underway one : fresh.subList(0, Math.min(TOLD, fresh.size()))) {
            LOG.warn(
                    "{} {}", RequestText.url(one), RequestText.about(one), new Stack(one.thread()));
        }
        if (fresh.size() > TOLD) {
            LOG.warn("{} more requests run too long", fresh.size() - TOLD);
        }
    }
}
