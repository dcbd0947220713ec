package gateway.conformance.load;

import gateway.server.http.Limit;
import gateway.server.http.Limits;
import gateway.server.http.Phase;
import gateway.server.http.Timeouts;

import java.time.Duration;
import java.util.Map;

/** How much of everything: {@code -Dgateway.load=small}, the default, or {@code full}. */
final class Load {
    private static final boolean FULL = System.getProperty("gateway.load", "small").equals("full");

    private Load() {}

    static int of(int small, int full) {
        return FULL ? full : small;
    }

    /** Whether it is so much that it may be measured. */
    static boolean full() {
        return FULL;
    }

    /** The default but for {@code limit}, which holds for a head, a body and a write. */
    static Timeouts timeouts(Duration limit) {
        return Timeouts.of(Map.of(Phase.HEAD, limit, Phase.BODY, limit, Phase.WRITE, limit));
    }

    /** Octets earn next to no time, so that the timeouts alone count. */
    static Limits limits() {
        return Limits.DEFAULT.with(Limit.RATE, 100_000_000);
    }
}
