package gateway.server.net;

/**
 * The time as the reaper last saw it: a volatile read where {@link System#nanoTime} would be a
 * call, good enough for deadlines of seconds.
 */
final class CoarseClock {
    private volatile long nanos = System.nanoTime();

    /** Nanoseconds on the scale of {@link System#nanoTime}, at most one tick of the reaper old. */
    long nanos() {
        return nanos;
    }

    void tick() {
        nanos = System.nanoTime();
    }
}
