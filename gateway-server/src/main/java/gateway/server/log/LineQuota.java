package gateway.server.log;

import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Bounds the lines of one kind that clients can cause: about {@link #LINES} a second are written,
 * and a second later one line tells how many were left out.
 */
public final class LineQuota {
    /** Enough to see what is going on. */
    public static final int LINES = 5;

    private static final long SECOND = 1_000_000_000;

    private final LongSupplier clock;
    private final Executor later;
    private long start; // Guarded by this, as the rest.
    private int lines;
    private long leftOut;

    /**
     * Nothing is written yet.
     *
     * @param clock nanoseconds since whenever
     * @param later runs a task about a second from now
     */
    public LineQuota(LongSupplier clock, Executor later) {
        this.clock = clock;
        this.later = later;
        this.start = clock.getAsLong();
    }

    /** By the system's clock. */
    public static LineQuota standard() {
        return new LineQuota(System::nanoTime, LineQuota::inASecond);
    }

    /** Runs a task about a second from now, on a thread of its own. */
    public static void inASecond(Runnable task) {
        Thread.ofVirtual()
                .name("gateway-log")
                .start(
                        () -> {
                            try {
                                Thread.sleep(1_000);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt(); // Then a little sooner.
                            }
                            task.run();
                        });
    }

    /**
     * Writes a line, or counts it.
     *
     * @param line writes it
     * @param rest writes how many were left out, later
     */
    public void write(Runnable line, LongConsumer rest) {
        switch (take()) {
            case LINE -> line.run();
            case FIRST_LEFT_OUT -> later.execute(() -> rest.accept(takeLeftOut()));
            case LEFT_OUT -> {}
        }
    }

    private enum Verdict {
        LINE,
        FIRST_LEFT_OUT,
        LEFT_OUT
    }

    private synchronized Verdict take() {
        long now = clock.getAsLong();
        if (now - start >= SECOND) {
            start = now;
            lines = 0;
        }
        if (lines < LINES) {
            lines++;
            return Verdict.LINE;
        }
        return leftOut++ == 0 ? Verdict.FIRST_LEFT_OUT : Verdict.LEFT_OUT;
    }

    private synchronized long takeLeftOut() {
        long count = leftOut;
        leftOut = 0;
        return count;
    }
}
