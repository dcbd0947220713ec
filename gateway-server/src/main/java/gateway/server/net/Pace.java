package gateway.server.net;

import java.time.Duration;

/**
 * How far one side may be behind a minimum rate while a body moves: a bucket that fills with the
 * time it is waited for, and leaks with the octets it moves.
 *
 * <pre>
 *   before a wait   allowance = grace + piece / rate - behind
 *   after it        behind    = max(0, behind + time waited - octets moved / rate)
 * </pre>
 *
 * <p>So it is cut off once there is a stretch of waiting that is longer than {@code grace + (piece
 * + octets moved in it) / rate}, and only then: nobody is cut off who moves at that rate, however
 * long, and nobody can save up for a silence, which ends after {@code grace + piece / rate} at the
 * most. The {@code piece} is what the connection may move at once, as its owner sees it; how much
 * the owner asks for does not matter.
 *
 * <p>Counts waiting only, so a slow application costs its client nothing. Its clock has ticks of
 * 0.1 s, which it takes for the time: a grace below 0.3 s may end before it is over. Not for
 * several threads.
 */
public final class Pace {
    private static final long SECOND = 1_000_000_000;

    private final long graceNanos;
    private final long rate;
    private long behind;

    /** A pace of {@code octetsPerSecond}, at least 1, after {@code grace}. */
    public Pace(Duration grace, long octetsPerSecond) {
        this.graceNanos = grace.toNanos();
        this.rate = octetsPerSecond;
    }

    /** Begins anew, with the next message. */
    public void restart() {
        behind = 0;
    }

    /**
     * How many nanoseconds may go by from now until something moves; may be negative.
     *
     * @param piece octets that may move at once
     */
    long allowance(int piece) {
        return graceNanos + worth(piece) - behind;
    }

    /** After a wait of {@code nanos} that moved {@code count} octets, at most 2^32. */
    void moved(long count, long nanos) {
        behind = Math.max(0, behind + nanos - worth(count));
    }

    private long worth(long octets) {
        return Math.ceilDiv(octets * SECOND, rate);
    }
}
