package gateway.server.net;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** The bound for handshakes at a time, and the ranges. */
class TlsTest {
    @Test
    void handshakesWaitForTheirTurn() throws Exception {
        Tls tls =
                new Tls(
                        () -> {
                            throw new AssertionError("nobody asks");
                        },
                        TlsSettings.DEFAULT.handshakesAtATime(2));
        assertTrue(tls.begin(1));
        assertTrue(tls.begin(1));
        assertFalse(tls.begin(1_000_000));
        tls.end();
        assertTrue(tls.begin(1));
        assertFalse(tls.begin(0));
    }

    @Test
    void ranges() {
        TlsSettings settings = TlsSettings.DEFAULT;
        assertThrows(IllegalArgumentException.class, () -> settings.handshakesAtATime(0));
        assertThrows(IllegalArgumentException.class, () -> settings.handshakeWithin(Duration.ZERO));
        assertThrows(
                IllegalArgumentException.class,
                () -> settings.handshakeWithin(Duration.ofDays(1).plusNanos(1)));
    }
}
