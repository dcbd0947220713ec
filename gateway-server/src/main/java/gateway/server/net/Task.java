package gateway.server.net;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** What the owner of a connection is about. Set by the owner, looked at by whoever stops it. */
public final class Task {
    private final Deadline deadline;
    private volatile @Nullable Object what;

    Task(CoarseClock clock) {
        this.deadline = new Deadline(clock);
    }

    /** The owner has begun with something whose text says what it is. */
    public void begin(Object begun) {
        what = begun;
    }

    /** As {@link #begin(Object)}; when {@code limit} is over, the connection is aborted. */
    public void begin(Object begun, Duration limit) {
        what = begun; // First: when the time is over, it can be told what took too long.
        deadline.set(Deadline.Wait.NOTHING, limit.toNanos());
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
