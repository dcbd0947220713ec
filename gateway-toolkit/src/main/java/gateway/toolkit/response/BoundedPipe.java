package gateway.toolkit.response;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Arrays on their way from one thread to another, together not more than so many octets.
 *
 * <pre>
 *   open ─┬─ end ────→ ended: what is in it can still be taken, then the failure or the end
 *         └─ close ──→ closed: nothing to take, and put throws
 * </pre>
 */
final class BoundedPipe {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<byte[]> arrays = new ArrayDeque<>();
    private final int capacity;
    private int octets;
    private boolean ended;
    private boolean closed;
    private Optional<Throwable> failure = Optional.empty();

    BoundedPipe(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Waits for room.
     *
     * @param array not empty, not longer than the capacity
     * @throws IOException if the pipe is closed, or the thread interrupted
     */
    void put(byte[] array) throws IOException {
        try {
            lock.lockInterruptibly();
            try {
                while (!closed && octets + array.length > capacity) {
                    changed.await();
                }
                if (closed) {
                    throw new IOException("the response is over: nobody takes what is written");
                }
                arrays.add(array);
                octets += array.length;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(e);
        }
    }

    /**
     * Waits for an array.
     *
     * @return the array; empty at the end
     * @throws IOException if the thread is interrupted
     * @throws FailureException if the other side has failed
     */
    Optional<byte[]> take() throws IOException, FailureException {
        try {
            lock.lockInterruptibly();
            try {
                while (arrays.isEmpty() && !ended && !closed) {
                    changed.await();
                }
                if (arrays.isEmpty()) {
                    if (failure.isPresent()) {
                        throw new FailureException(failure.get());
                    }
                    return Optional.empty();
                }
                byte[] array = arrays.remove();
                octets -= array.length;
                changed.signalAll();
                return Optional.of(array);
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(e);
        }
    }

    /** Says that nothing follows. */
    void end() {
        end(Optional.empty());
    }

    /** Says why nothing follows. */
    void fail(Throwable reason) {
        end(Optional.of(reason));
    }

    private void end(Optional<Throwable> reason) {
        lock.lock();
        try {
            ended = true;
            failure = reason;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Says that nothing is wanted. */
    void close() {
        lock.lock();
        try {
            closed = true;
            failure = Optional.empty();
            arrays.clear();
            octets = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private static IOException interrupted(InterruptedException e) {
        IOException interrupted = new InterruptedIOException("interrupted");
        interrupted.initCause(e);
        return interrupted;
    }

    /** Carries what the other side has thrown. */
    static final class FailureException extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Throwable reason;

        FailureException(Throwable reason) {
            super(reason);
            this.reason = reason;
        }

        Throwable reason() {
            return reason;
        }
    }
}
