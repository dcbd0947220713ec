package gateway.sample.time;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * What one stream is made of: an array for each tick, made when it is due, on the thread of the
 * request (HTML Living Standard, "Server-sent events").
 *
 * <pre>
 *   retry: 1000        first, and at once, so that the client has its answer
 *   id: 1763752893     a tick: the second it stands for, and the same as text
 *   data: 2025-11-21T19:21:33Z
 *   :                  a heartbeat, which clients pass over
 * </pre>
 *
 * <p>A client that comes again with the last id it has seen gets what it missed. Whoever is slow,
 * or was away, gets the last {@value #KEPT} ticks at the most: nothing is stored, a tick follows
 * from its number.
 */
final class Ticks implements Iterator<byte[]> {
    /** How many ticks are made up for. */
    static final int KEPT = 60;

    /** How soon a stop is noticed. */
    private static final Duration NAP = Duration.ofMillis(250);

    private static final byte[] RETRY = "retry: 1000\n\n".getBytes(UTF_8);
    private static final byte[] HEARTBEAT = ":\n\n".getBytes(UTF_8);

    private final Timepiece timepiece;
    private final Rhythm rhythm;
    private final BooleanSupplier over;
    private final Instant end;
    private Optional<byte[]> ahead = Optional.of(RETRY);
    private Instant lastSent;
    private long due;

    /**
     * Makes a stream.
     *
     * @param lastSeen the second of the last tick that the client has; one that is yet to come
     *     counts as none
     * @param over whether the stream is to end now
     */
    Ticks(Timepiece timepiece, Rhythm rhythm, OptionalLong lastSeen, BooleanSupplier over) {
        this.timepiece = timepiece;
        this.rhythm = rhythm;
        this.over = over;
        Instant now = timepiece.now();
        this.end = now.plus(rhythm.length());
        this.lastSent = now;
        long latest = latest(now);
        this.due = tick(Math.min(lastSeen.orElse(latest), latest)) + rhythm.every();
    }

    @Override
    public boolean hasNext() {
        if (ahead.isEmpty()) {
            ahead = await();
        }
        return ahead.isPresent();
    }

    @Override
    public byte[] next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        byte[] array = ahead.orElseThrow();
        ahead = Optional.empty();
        return array;
    }

    /** Waits for what is to be sent; empty at the end. */
    private Optional<byte[]> await() {
        while (true) {
            Instant now = timepiece.now();
            if (over.getAsBoolean() || !now.isBefore(end)) {
                return Optional.empty();
            }
            due = Math.max(due, latest(now) - (KEPT - 1L) * rhythm.every());
            Instant next = Instant.ofEpochSecond(due);
            if (!now.isBefore(next)) {
                lastSent = now;
                due += rhythm.every();
                return Optional.of(event(next));
            }
            if (!now.isBefore(lastSent.plus(rhythm.heartbeat()))) {
                lastSent = now;
                return Optional.of(HEARTBEAT);
            }
            Duration left = Duration.between(now, next);
            try {
                timepiece.sleep(left.compareTo(NAP) < 0 ? left : NAP);
            } catch (InterruptedException e) {
                // The server has had enough of us (THR-5).
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
    }

    private static byte[] event(Instant time) {
        return ("id: " + time.getEpochSecond() + "\ndata: " + time + "\n\n").getBytes(UTF_8);
    }

    /** The second of the last tick up to now. */
    private long latest(Instant now) {
        return tick(now.getEpochSecond());
    }

    private long tick(long second) {
        return Math.floorDiv(second, (long) rhythm.every()) * rhythm.every();
    }
}
