package gateway.server.http;

import gateway.server.log.LineQuota;
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
 * <p>About {@link LineQuota#LINES} lines within a second for each rule at most, and one with the
 * number of those that were left out.
 *
 * <pre>
 *   FIELD_NAME (400) from 192.0.2.7:50112: a field name is not a token followed by a colon (RFC …)
 *   CHUNK_SIZE (400) from 192.0.2.7:50113, POST /upload: a chunk size is malformed (RFC …)
 *   FIELD_NAME (400): 99995 more
 * </pre>
 */
final class RefusalLog {
    private final Logger log;
    private final Map<Rule, LineQuota> quotas = new EnumMap<>(Rule.class);

    /**
     * A log with nothing in it.
     *
     * @param clock nanoseconds since whenever
     * @param later runs a task about a second from now
     */
    RefusalLog(Logger log, LongSupplier clock, Executor later) {
        this.log = log;
        for (Rule rule : Rule.values()) {
            quotas.put(rule, new LineQuota(clock, later));
        }
    }

    /** To the logger {@code gateway.refusals}, by the system's clock. */
    static RefusalLog standard() {
        Logger log = LoggerFactory.getLogger("gateway.refusals");
        return new RefusalLog(log, System::nanoTime, LineQuota::inASecond);
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
        String by = LogText.of(request.isEmpty() ? peer : peer + ", " + request);
        Objects.requireNonNull(quotas.get(rule))
                .write(
                        () -> log.info("{} ({}) from {}: {}", rule.name(), rule.status(), by, rule),
                        count -> log.info("{} ({}): {} more", rule.name(), rule.status(), count));
    }
}
