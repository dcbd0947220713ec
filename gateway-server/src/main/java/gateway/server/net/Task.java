package gateway.server.net;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** What the owner of a connection is about. Set by the owner, looked at by whoever stops it. */
public final class Task {
    /** Takes what is seen of a task. */
    interface Sight {
        void seen(Object task, Duration age, Thread thread);
    }

    private final CoarseClock clock;
    private final Deadline deadline;
    private final Thread owner;
    private volatile Thread runner;
    private long since; // Published by the write that follows.
    private volatile @Nullable Object what;

    Task(CoarseClock clock, Thread owner) {
        this.clock = clock;
        this.deadline = new Deadline(clock);
        this.owner = owner;
        this.runner = owner;
    }

    /** The owner has begun with something whose text says what it is. */
    public void begin(Object begun) {
        since = clock.nanos();
        what = begun;
    }

    /** As {@link #begin(Object)}; when {@code limit} is over, the connection is aborted. */
    public void begin(Object begun, Duration limit) {
        begin(begun); // First: when the time is over, it can be told what took too long.
        deadline.set(Deadline.Wait.NOTHING, limit.toNanos());
    }

    /** Another thread does it, and the owner waits for that. */
    public void runsOn(Thread thread) {
        runner = thread;
    }

    /** The owner does it itself again. */
    public void runsOnOwner() {
        runner = owner;
    }

    /** The owner is about nothing that a stop should wait for. */
    public void end() {
        if (deadline.at() != Deadline.NEVER) {
            deadline.clear();
        }
        what = null;
    }

    /** Whether something was begun and not ended. */
    boolean isUnderWay() {
        return what != null;
    }

    /** Shows what is under way to {@code sight}, if anything is. */
    void look(long now, Sight sight) {
        Object begun = what;
        if (begun != null) {
            sight.seen(begun, Duration.ofNanos(Math.max(0, now - since)), runner);
        }
    }

    /** Whether its time is over; true once for each deadline. */
    boolean isOverdue(long now) {
        long limit = deadline.at();
        return limit != Deadline.NEVER
                && now - limit >= 0
                && deadline.replace(limit, Deadline.NEVER);
    }

    /** The text of what was begun; {@code ""} if there is nothing. */
    @Override
    public String toString() {
        Object begun = what;
        return begun == null ? "" : begun.toString();
    }
}
