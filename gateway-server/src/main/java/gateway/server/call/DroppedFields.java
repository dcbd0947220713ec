package gateway.server.call;

import gateway.server.http.RequestHead;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.function.LongSupplier;

/**
 * Counts the header lines that no environ shows because of their odd names (HDR-2). The log has a
 * line for the first of them, and then not more than one in a minute: some clients send such a name
 * with every request, and mean no harm.
 *
 * <pre>
 *   1 header lines dropped since the start because of odd names (HDR-2), the last: X_A of GET /
 * </pre>
 */
final class DroppedFields {
    private static final long MINUTE = 60_000_000_000L;

    private final Logger log;
    private final LongSupplier clock;
    private long count; // Guarded by this, as the rest.
    private long lastLine;

    /**
     * None yet.
     *
     * @param clock nanoseconds since whenever
     */
    DroppedFields(Logger log, LongSupplier clock) {
        this.log = log;
        this.clock = clock;
    }

    /** By the system's clock. */
    static DroppedFields standard() {
        return new DroppedFields(LoggerFactory.getLogger(DroppedFields.class), System::nanoTime);
    }

    /**
     * Takes down one.
     *
     * @param name a token, and so nothing that could forge a line
     */
    void add(String name, RequestHead head) {
        long total = count();
        if (total > 0) {
            log.info(
                    "{} header lines dropped since the start because of odd names (HDR-2), the last:"
                            + " {} of {}",
                    total,
                    name,
                    head);
        }
    }

    /** Counts one more; returns how many there were, or 0 where it is too early for a line. */
    private synchronized long count() {
        long now = clock.getAsLong();
        count++;
        if (count > 1 && now - lastLine < MINUTE) {
            return 0;
        }
        lastLine = now;
        return count;
    }
}
