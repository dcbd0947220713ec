package gateway.sample.cgi;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What is between the thread of a request and those of its process: bounded both ways, so that
 * neither side can fill the memory, and waited for at one place, so that neither side can keep the
 * other from moving.
 */
final class ScriptStreams {
    /** Octets of output that wait for the client, at most. */
    private static final int MOST_OUTPUT = 128 * 1024;

    private static final int MOST_ERRORS = 100;

    /** What the request's thread can do. */
    enum Turn {
        /** Take lines that the program has written for the log. */
        ERRORS,
        /** Take output. */
        OUTPUT,
        /** Nothing: the output has ended. */
        END,
        /** Give more input. */
        INPUT,
        /** Nothing yet. */
        NONE
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<byte[]> output = new ArrayDeque<>();
    private final Deque<String> errors = new ArrayDeque<>();
    private Optional<byte[]> input = Optional.empty();
    private int outputOctets;
    private boolean outputEnded;
    private boolean errorsEnded;
    private boolean inputEnded;
    private boolean inputRefused;
    private boolean closed;

    // ---- the request's thread

    /**
     * Waits until there is something to do.
     *
     * @param hasInput whether there is more that could be given
     * @param most how long
     */
    Turn await(boolean hasInput, Duration most) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = most.toNanos();
            Turn turn = turn(hasInput);
            while (turn == Turn.NONE && left > 0) {
                left = changed.awaitNanos(left);
                turn = turn(hasInput);
            }
            return turn;
        } finally {
            lock.unlock();
        }
    }

    private Turn turn(boolean hasInput) {
        if (!errors.isEmpty()) {
            return Turn.ERRORS;
        }
        if (!output.isEmpty()) {
            return Turn.OUTPUT;
        }
        if (outputEnded) {
            return Turn.END;
        }
        return hasInput && input.isEmpty() ? Turn.INPUT : Turn.NONE;
    }

    byte[] takeOutput() {
        lock.lock();
        try {
            byte[] block = output.remove();
            outputOctets -= block.length;
            changed.signalAll();
            return block;
        } finally {
            lock.unlock();
        }
    }

    Optional<String> takeError() {
        lock.lock();
        try {
            changed.signalAll();
            return Optional.ofNullable(errors.poll());
        } finally {
            lock.unlock();
        }
    }

    /** The next block of input; comes when the one before was taken. */
    void giveInput(byte[] block) {
        change(() -> input = Optional.of(block));
    }

    void endInput() {
        change(() -> inputEnded = true);
    }

    /** Whether the program takes no more. */
    boolean isInputRefused() {
        lock.lock();
        try {
            return inputRefused;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the process has nothing more to say for the log. */
    void awaitErrorsEnd(Duration most) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = most.toNanos();
            while (!errorsEnded && errors.size() < MOST_ERRORS && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Nobody on this side gives or takes any more. */
    void close() {
        change(() -> closed = true);
    }

    // ---- the threads of the process

    /**
     * Waits for room.
     *
     * @return false if nobody takes it
     */
    boolean putOutput(byte[] block) {
        lock.lock();
        try {
            while (!closed && outputOctets > 0 && outputOctets + block.length > MOST_OUTPUT) {
                changed.awaitUninterruptibly();
            }
            output.add(block);
            outputOctets += block.length;
            changed.signalAll();
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    void endOutput() {
        change(() -> outputEnded = true);
    }

    /**
     * Waits for room.
     *
     * @return false if nobody takes it
     */
    boolean putError(String line) {
        lock.lock();
        try {
            while (!closed && errors.size() >= MOST_ERRORS) {
                changed.awaitUninterruptibly();
            }
            if (!closed) {
                errors.add(line);
                changed.signalAll();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    void endErrors() {
        change(() -> errorsEnded = true);
    }

    /** Waits for the next block of input; empty at its end. It stays the next until it is taken. */
    Optional<byte[]> nextInput() {
        lock.lock();
        try {
            while (input.isEmpty() && !inputEnded && !closed) {
                changed.awaitUninterruptibly();
            }
            return closed ? Optional.empty() : input;
        } finally {
            lock.unlock();
        }
    }

    void inputTaken() {
        change(() -> input = Optional.empty());
    }

    void refuseInput() {
        change(
                () -> {
                    inputRefused = true;
                    input = Optional.empty();
                });
    }

    private void change(Runnable step) {
        lock.lock();
        try {
            step.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
