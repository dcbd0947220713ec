package gateway.server.net;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Until when the owner of a connection waits, and for what. Set by the owner before it waits, taken
 * by the reaper once it is over.
 */
final class Deadline {
    /** What the owner is waiting for. */
    enum Wait {
        NOTHING,
        /** The first octet of something. */
        REQUEST,
        /** More of it. */
        INPUT,
        /** A TLS handshake, which reads and writes. */
        HANDSHAKE,
        /** That the peer takes what is written. */
        OUTPUT,
        /** The peer's end, by reading. */
        LINGER,
        /** The same where nothing can be read any more: that time goes by. */
        PAUSE
    }

    /** While there is none. */
    static final long NEVER = Long.MAX_VALUE;

    private static final VarHandle AT;

    static {
        try {
            AT = MethodHandles.lookup().findVarHandle(Deadline.class, "at", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final CoarseClock clock;
    private Wait waitingFor = Wait.NOTHING; // Published by the write that follows.
    private long since; // So is this.
    private volatile long at = NEVER;

    Deadline(CoarseClock clock) {
        this.clock = clock;
    }

    void set(Wait what, long nanos) {
        long now = clock.nanos();
        waitingFor = what;
        since = now;
        at = now + Math.max(0, nanos);
    }

    void clear() {
        waitingFor = Wait.NOTHING;
        at = NEVER;
    }

    /** The peer has sent something; moves no deadline. */
    void heard() {
        if (waitingFor != Wait.LINGER) { // What comes then is of no interest.
            since = clock.nanos();
        }
    }

    /** On the clock's scale, or {@link #NEVER}. */
    long at() {
        return at;
    }

    /** Only after a read of {@link #at}. */
    Wait waitingFor() {
        return waitingFor;
    }

    /** When the wait began, or the peer sent something, on the clock's scale. */
    long since() {
        return since;
    }

    /** Puts another one in the place of {@code seen}, unless the owner has gone on meanwhile. */
    boolean replace(long seen, long next) {
        return AT.compareAndSet(this, seen, next);
    }
}
