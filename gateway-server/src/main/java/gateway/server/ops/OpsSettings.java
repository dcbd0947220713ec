package gateway.server.ops;

import gateway.server.net.Endpoint;

import java.time.Duration;
import java.util.Optional;

/**
 * What an operator wants to see.
 *
 * @param accessLog a path, or {@code -} for the standard output; empty for no access log
 * @param accessLogFormat its format, by {@link LineFormats#named}
 * @param requestIds whether each request gets an id
 * @param admin where the admin listener is; empty for none
 * @param stuckAfter how long a request may run before it is warned of; empty for no warning
 * @param flightRecords whether there are events for Java Flight Recorder
 */
public record OpsSettings(
        Optional<String> accessLog,
        String accessLogFormat,
        boolean requestIds,
        Optional<Endpoint> admin,
        Optional<Duration> stuckAfter,
        boolean flightRecords) {
    /** Nothing. */
    public static final OpsSettings NOTHING =
            new OpsSettings(
                    Optional.empty(), "combined", false, Optional.empty(), Optional.empty(), false);

    /** Whether nothing is wanted. (A record's equals would take a start some 20 ms.) */
    public boolean isNothing() {
        return accessLog.isEmpty()
                && !requestIds
                && admin.isEmpty()
                && stuckAfter.isEmpty()
                && !flightRecords;
    }

    /** The same with an access log. */
    public OpsSettings withAccessLog(String where, String format) {
        return new OpsSettings(
                Optional.of(where), format, requestIds, admin, stuckAfter, flightRecords);
    }

    /** The same with ids. */
    public OpsSettings withRequestIds() {
        return new OpsSettings(accessLog, accessLogFormat, true, admin, stuckAfter, flightRecords);
    }

    /** The same with an admin listener. */
    public OpsSettings withAdmin(Endpoint endpoint) {
        return new OpsSettings(
                accessLog,
                accessLogFormat,
                requestIds,
                Optional.of(endpoint),
                stuckAfter,
                flightRecords);
    }

    /** The same with warnings. */
    public OpsSettings withStuckAfter(Duration most) {
        return new OpsSettings(
                accessLog, accessLogFormat, requestIds, admin, Optional.of(most), flightRecords);
    }

    /** The same with events for Java Flight Recorder. */
    public OpsSettings withFlightRecords() {
        return new OpsSettings(accessLog, accessLogFormat, requestIds, admin, stuckAfter, true);
    }
}
