package gateway.server.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What many threads hand to one, which takes all of it at once. Bounded: where it is full, whoever
 * adds waits.
 *
 * <p>The taker waits a moment for company of the first one, so that it is not woken for each.
 */
final class Waiting<T> {
    private static final long COMPANY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Condition work = lock.newCondition();
    private List<T> filling = new ArrayList<>(); // Guarded by lock, as the rest.
    private long waits;
    private boolean closed;

    Waiting(int most) {
        this.most = most;
    }

    /**
     * Adds one, as soon as there is room; an interrupt does not end the wait.
     *
     * @return false if it is closed
     */
    boolean add(T one) {
        lock.lock();
        try {
            if (filling.size() >= most && !closed) {
                waits++;
            }
            while (filling.size() >= most && !closed) {
                room.awaitUninterruptibly();
            }
            if (closed) {
                return false;
            }
            filling.add(one);
            int size = filling.size();
            if (size == 1 || size == most / 2) {
                work.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for some, and takes all; {@code emptied} is what it may be filled with next.
     *
     * @return nothing only if it is closed and everything was taken
     */
    List<T> take(List<T> emptied) {
        emptied.clear();
        lock.lock();
        try {
            while (filling.isEmpty() && !closed) {
                work.awaitUninterruptibly();
            }
            awaitCompany();
            List<T> taken = filling;
            filling = emptied;
            room.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void awaitCompany() {
        long nanos = COMPANY_NANOS;
        while (nanos > 0 && filling.size() < most / 2 && !closed) {
            try {
                nanos = work.awaitNanos(nanos);
            } catch (InterruptedException e) {
                return; // Nobody means it; then with less company.
            }
        }
    }

    /** Nothing can be added any more; what is there can be taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            work.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return filling.size();
        } finally {
            lock.unlock();
        }
    }

    /** How often somebody had to wait for room. */
    long waits() {
        lock.lock();
        try {
            return waits;
        } finally {
            lock.unlock();
        }
    }
}
