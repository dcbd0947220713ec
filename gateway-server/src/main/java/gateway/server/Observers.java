package gateway.server;

import gateway.server.http.RequestListener;
import gateway.server.net.ServerListener;

import java.time.Duration;

/**
 * Who is told of what a {@link Gateway} does.
 *
 * @param server told of its start, its stop and its connections
 * @param requests told of requests
 * @param drainDelay how long a stop goes on to accept after {@code server} was told that it begins,
 *     0 to 1 h (default 0); {@link Gateway#stopQuickly} has none
 */
public record Observers(ServerListener server, RequestListener requests, Duration drainDelay) {
    /** What a delay may be at the most. */
    public static final Duration LONGEST_DELAY = Duration.ofHours(1);

    /** Nobody. */
    public static final Observers NONE =
            new Observers(ServerListener.NONE, RequestListener.NONE, Duration.ZERO);

    /** The same with another delay. */
    public Observers withDrainDelay(Duration newDelay) {
        return new Observers(server, requests, newDelay);
    }

    /** Checks the range. */
    public Observers {
        if (drainDelay.isNegative() || drainDelay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException("drain delay " + drainDelay + " is not in 0 to 1 h");
        }
    }
}
