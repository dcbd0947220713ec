package gateway.toolkit.validator;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whose turn it is in one request: the caller's calls come from one thread (THR-1); the callee uses
 * {@code start}, the capabilities and the input from one thread at a time, from another than the
 * request's only while that is inside the callee, and never after the request (SR-8).
 */
final class Turns {
    private final Journal journal;
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicReference<@Nullable Thread> user = new AtomicReference<>();
    private int uses; // Guarded by user: only the thread in there touches it.

    Turns(Journal journal) {
        this.journal = journal;
    }

    /** The caller calls into the callee. */
    void enter(String call) {
        checkThread(call);
        enterUnchecked();
    }

    void enterUnchecked() {
        inside.incrementAndGet();
    }

    void leave() {
        inside.decrementAndGet();
    }

    void checkThread(String call) {
        if (!isRequestThread()) {
            journal.caller()
                    .error(
                            Clause.THR_1,
                            call + " was called by another thread than the request's",
                            Shown.of(Thread.currentThread().getName()));
        }
    }

    boolean isRequestThread() {
        return Thread.currentThread().equals(journal.thread());
    }

    /**
     * The callee begins to use something of the caller's; {@link #done} follows.
     *
     * @return whether it is too late to
     */
    boolean begin(String use) {
        Thread current = Thread.currentThread();
        boolean late = journal.isOver();
        if (late) {
            journal.callee().error(Clause.SR_8, use + " was used after the request", "");
        } else if (!isRequestThread() && inside.get() == 0) {
            journal.callee()
                    .error(
                            Clause.SR_8,
                            use
                                    + " was used by another thread while the request's was neither in"
                                    + " call nor in the body",
                            Shown.of(current.getName()));
        }
        Thread other = user.compareAndExchange(null, current);
        if (other == null || other.equals(current)) {
            uses++;
        } else {
            journal.callee()
                    .error(
                            Clause.SR_8,
                            use + " was used by two threads at once",
                            Shown.of(other.getName()) + " and " + Shown.of(current.getName()));
        }
        return late;
    }

    void done() {
        if (Thread.currentThread().equals(user.get())) {
            uses--;
            if (uses == 0) {
                user.set(null);
            }
        }
    }
}
