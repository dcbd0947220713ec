package gateway.server.http;

import gateway.server.log.LogText;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Says in the log which rule was broken and by whom, without a word of what was sent: nothing that
 * a client writes stands there but the method and path of a request whose head was in order.
 *
 * <p>Not more than {@link #LINES} lines within a second for each rule, and one with the number of
 * those that were left out.
 *
 * <pre>
 *   FIELD_NAME (400) from 192.0.2.7:50112: a field name is not a token followed by a colon (RFC …)
 *   CHUNK_SIZE (400) from 192.0.2.7:50113, POST /upload: a chunk size is malformed (RFC …)
 *   FIELD_NAME (400): 99995 more
 * </pre>
 */
final class RefusalLog {
    /** Enough to see what is going on. */
    static final int LINES = 5;

    private static final long SECOND = 1_000_000_000;

    private final Logger log;
    private final LongSupplier clock;
    private final Executor later;
    private final Map<Rule, Quota> quotas = new EnumMap<>(Rule.class);

    /**
     * A log with nothing in it.
     *
     * @param clock nanoseconds since whenever
     * @param later runs a task about a second from now
     */
    RefusalLog(Logger log, LongSupplier clock, Executor later) {
        this.log = log;
        this.clock = clock;
        this.later = later;
        for (Rule rule : Rule.values()) {
            quotas.put(rule, new Quota(clock.getAsLong()));
        }
    }

    /** To the logger {@code gateway.refusals}, by the system's clock. */
    static RefusalLog standard() {
        Logger log = LoggerFactory.getLogger("gateway.refusals");
        return new RefusalLog(log, System::nanoTime, RefusalLog::inASecond);
    }

    /**
     * Takes down one refusal.
     *
     * @param peer address and port
     * @param request the one whose body broke the rule; {@code ""} for a head
     */
    void add(Rule rule, String peer, String request) {
        if (!log.isInfoEnabled()) {
            return;
        }
        Quota quota = Objects.requireNonNull(quotas.get(rule));
        switch (quota.take(clock.getAsLong())) {
            case LINE -> {
                String by = LogText.of(request.isEmpty() ? peer : peer + ", " + request);
                log.info("{} ({}) from {}: {}", rule.name(), rule.status(), by, rule);
            }
            case FIRST_LEFT_OUT -> later.execute(() -> count(rule, quota));
            case LEFT_OUT -> {}
        }
    }

    private void count(Rule rule, Quota quota) {
        log.info("{} ({}): {} more", rule.name(), rule.status(), quota.takeLeftOut());
    }

    private static void inASecond(Runnable task) {
        Thread.ofVirtual()
                .name("gateway-refusals")
                .start(
                        () -> {
                            try {
                                Thread.sleep(1_000);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt(); // Then a little sooner.
                            }
                            task.run();
                        });
    }

    private enum Verdict {
        LINE,
        FIRST_LEFT_OUT,
        LEFT_OUT
    }

    /** What one rule may still write. */
    private static final class Quota {
        private long start;
        private int lines;
        private long leftOut;

        Quota(long now) {
            start = now;
        }

        synchronized Verdict take(long now) {
            if (now - start >= SECOND) {
                start = now;
                lines = 0;
            }
            if (lines < LINES) {
                lines++;
                return Verdict.LINE;
            }
            return leftOut++ == 0 ? Verdict.FIRST_LEFT_OUT : Verdict.LEFT_OUT;
        }

        synchronized long takeLeftOut() {
            long count = leftOut;
            leftOut = 0;
            return count;
        }
    }
}
