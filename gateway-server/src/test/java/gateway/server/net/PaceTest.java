package gateway.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

/** Who may keep the server waiting, in numbers. */
class PaceTest {
    private static final long SECOND = 1_000_000_000;
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final int PIECE = 4 * 1024;

    private final Pace pace = new Pace(GRACE, 1024);

    @Test
    void silenceEndsAfterTheGraceAndTheTimeOfAPiece() {
        assertEquals(34 * SECOND, pace.allowance(PIECE));
    }

    @Test
    void aFastStartBuysNoSilence() {
        for (int i = 0; i < 50; i++) {
            pace.moved(1 << 20, 0);
        }
        assertEquals(34 * SECOND, pace.allowance(PIECE));
    }

    @Test
    void octetsMakeUpForWhatIsBehindAndForNoMore() {
        pace.moved(0, 20 * SECOND);
        assertEquals(14 * SECOND, pace.allowance(PIECE));
        pace.moved(10 * 1024, 0);
        assertEquals(24 * SECOND, pace.allowance(PIECE));
        pace.moved(1 << 30, SECOND);
        assertEquals(34 * SECOND, pace.allowance(PIECE));
    }

    @Test
    void halfTheRateLastsTwiceTheGrace() {
        for (int i = 0; i < 60; i++) {
            assertTrue(pace.allowance(0) > 0, "after " + i + " s");
            pace.moved(512, SECOND);
        }
        assertEquals(0, pace.allowance(0));
    }

    @Test
    void aNewMessageBeginsAnew() {
        pace.moved(0, 20 * SECOND);
        pace.restart();
        assertEquals(34 * SECOND, pace.allowance(PIECE));
    }

    /** In the largest pieces, each of which comes as late as it may, for a day. */
    @ParameterizedTest
    @ValueSource(longs = {1, 3, 1_000, 1_024, 1_000_000, 1 << 30})
    void whoKeepsTheRateIsNeverCutOff(long rate) {
        Pace kept = new Pace(Duration.ofMillis(1), rate);
        long late = PIECE * SECOND / rate;
        for (int i = 0; i < 1_000_000; i++) {
            assertTrue(kept.allowance(PIECE) > late, "after " + i);
            kept.moved(PIECE, late);
        }
    }

    /** Rounding must not make one slow who sends octet by octet. */
    @Test
    void whoKeepsTheHighestRateOctetByOctetIsNeverCutOff() {
        Pace kept = new Pace(GRACE, 1 << 30);
        for (int i = 0; i < 1_000_000; i++) {
            kept.moved(1, i % 10 == 0 ? 9 : 0);
        }
        assertEquals(kept.allowance(0), GRACE.toNanos());
    }
}
