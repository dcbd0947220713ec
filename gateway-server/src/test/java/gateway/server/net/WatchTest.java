package gateway.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What is waited for while a server drains; the time is what the test says. */
@Timeout(60)
class WatchTest {
    private static final Duration AMPLE = Duration.ofHours(24);
    private static final long MILLI = 1_000_000;

    private final CoarseClock clock = new CoarseClock();
    private final Connection connection =
            MemoryConnection.of(List.of(new byte[1], new byte[1])).connection(clock);
    private final long start = clock.nanos();

    private boolean endsAfter(long millis) {
        connection.watch().drain(start + millis * MILLI, start);
        return connection.expired();
    }

    @Test
    void aSilentConnectionEndsSoon() {
        connection.awaitRequest(AMPLE);
        assertFalse(endsAfter(249));
        assertTrue(endsAfter(250));
    }

    @Test
    void aHeadMayPause() {
        connection.awaitInput(AMPLE);
        assertFalse(endsAfter(1_999));
        assertTrue(endsAfter(2_000));
    }

    @Test
    void aHeadThatGoesOnIsWaitedFor() throws IOException {
        connection.awaitInput(AMPLE);
        while (clock.nanos() - start < MILLI) {
            clock.tick();
        }
        assertEquals(1, connection.read(new byte[1], 0, 1));
        assertFalse(endsAfter(2_000));
        assertTrue(endsAfter(2_000 + (clock.nanos() - start) / MILLI + 1));
    }

    @Test
    void silenceBeforeTheDrainDoesNotCount() {
        connection.awaitInput(AMPLE);
        long later = start + 60_000 * MILLI;
        connection.watch().drain(later + 1_999 * MILLI, later);
        assertFalse(connection.expired());
        connection.watch().drain(later + 2_000 * MILLI, later);
        assertTrue(connection.expired());
    }

    @Test
    void aBodyIsWaitedForToItsDeadline() {
        connection.task().begin("a request");
        connection.awaitInput(AMPLE);
        assertFalse(endsAfter(60_000));
        connection.watch().enforce(start + AMPLE.toNanos());
        assertTrue(connection.expired());
    }

    @Test
    void aPauseEndsAtItsDeadlineAndByADrainAndAnAbort() throws Exception {
        Thread owner = Thread.currentThread();
        List<Runnable> ends =
                List.of(
                        () -> connection.watch().enforce(start + AMPLE.toNanos() * 2),
                        () -> connection.watch().drain(clock.nanos() + 500 * MILLI, start),
                        () -> connection.watch().abort());
        for (Runnable end : ends) {
            Thread other =
                    new Thread(
                            () -> {
                                while (owner.getState() != Thread.State.WAITING) {
                                    Thread.onSpinWait();
                                }
                                end.run();
                            });
            other.start();
            connection.watch().pause(AMPLE.toNanos());
            while (other.isAlive()) {
                Thread.interrupted(); // Of the abort, which may come after its mark.
                Thread.onSpinWait();
            }
            Thread.interrupted();
        }
        assertTrue(connection.lost());
    }
}
