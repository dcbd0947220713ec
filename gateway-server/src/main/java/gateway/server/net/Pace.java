package gateway.server.net;

import java.time.Duration;

/**
 * How long one side may keep the other waiting while a body moves: a grace, and after that a
 * minimum rate.
 *
 * <p>Counts waiting only, so a slow application costs its client nothing. Not for several threads.
 */
public final class Pace {
    private final long graceNanos;
    private final long nanosPerOctet;
    private long waited;
    private long octets;

    /** A pace of {@code octetsPerSecond}, at least 1, after {@code grace}. */
    public Pace(Duration grace, long octetsPerSecond) {
        this.graceNanos = grace.toNanos();
        this.nanosPerOctet = Math.max(1, 1_000_000_000 / octetsPerSecond);
    }

    /** Begins anew, with the next message. */
    public void restart() {
        waited = 0;
        octets = 0;
    }

    /** How many nanoseconds the next {@code expected} octets may take from now; may be negative. */
    long allowance(int expected) {
        return graceNanos + (octets + expected) * nanosPerOctet - waited;
    }

    void moved(long count, long nanos) {
        octets += count;
        waited += nanos;
    }
}
