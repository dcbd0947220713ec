package gateway.sample.chat.websocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/** RFC 6455 section 5: octets in, messages or a breach out. */
class MessageReaderTest {
    private static final int LIMIT = 70_000;

    private static MessageReader reader(byte[] octets) {
        return new MessageReader(new ByteArrayInputStream(octets), LIMIT);
    }

    private static String all(byte[] octets) throws IOException {
        MessageReader reader = reader(octets);
        StringBuilder came = new StringBuilder();
        while (true) {
            try {
                Message message = reader.next();
                came.append(message.opcode()).append(' ').append(message.text()).append('|');
            } catch (EOFException e) {
                return came.toString();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "81:Hello, TEXT Hello|",
        "81:, TEXT |",
        "82:abc, BINARY abc|",
        "01:Hel 80:lo, TEXT Hello|",
        "01: 00:H 00: 00:i 80:, TEXT Hi|",
        "01:Hel 89:? 80:lo, PING ?|TEXT Hello|",
        "02:a 8A: 88: 80:b, PONG |CLOSE |BINARY ab|",
        // A character in two frames.
        "01#C3 80#A9, TEXT é|",
        "81:a 81:b, TEXT a|TEXT b|",
        "82#FFFE, BINARY \uFFFD\uFFFD|",
        "88#03E8, CLOSE \u0003\uFFFD|",
    })
    void givesMessages(String frames, String expected) throws IOException {
        assertEquals(expected, all(Frames.of(frames)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, LIMIT})
    void readsEveryLength(int length) throws IOException {
        byte[] payload = new byte[length];
        Arrays.fill(payload, (byte) 'x');
        Message message = reader(Frames.masked(0x82, payload)).next();
        assertEquals(length, message.length());
        // And it is written as it is read, but for the mask.
        byte[] frame = message.frame();
        byte[] masked = Frames.masked(0x82, payload);
        int head = frame.length - length;
        masked[1] &= 0x7F;
        assertArrayEquals(Arrays.copyOf(masked, head), Arrays.copyOf(frame, head));
        assertArrayEquals(payload, Arrays.copyOfRange(frame, head, frame.length));
    }

    @ParameterizedTest
    @CsvSource({
        "C1:x, 1002, reserved bits without an extension",
        "A1:x, 1002, reserved bits without an extension",
        "91:x, 1002, reserved bits without an extension",
        "83:x, 1002, no such opcode",
        "8B:x, 1002, no such opcode",
        "=810178, 1002, a frame without a mask",
        "80:x, 1002, nothing to go on",
        "01:x 81:y, 1002, a message in the middle of another",
        "01:x 82:y, 1002, a message in the middle of another",
        "09:x, 1002, 'a control frame in parts, or too long'",
        "08:, 1002, 'a control frame in parts, or too long'",
        "=89FE007E, 1002, 'a control frame in parts, or too long'",
        "=81FE007D, 1002, a length that is not the shortest",
        "=81FF000000000000FFFF, 1002, a length that is not the shortest",
        "=81FF8000000000000000, 1002, a length that is not the shortest",
        "=81FF7FFFFFFFFFFFFFFF, 1009, over 70000 octets",
        "=81FF0000000000011171, 1009, over 70000 octets",
        "81#C3, 1007, a text that is no UTF-8",
        "81#C080, 1007, a text that is no UTF-8",
        "81#EDA080, 1007, a text that is no UTF-8",
        "81#F4908080, 1007, a text that is no UTF-8",
        "01#C3 80:x, 1007, a text that is no UTF-8",
        "88:x, 1002, no such code of a close",
        "88#03E7, 1002, no such code of a close",
        "88#03EC, 1002, no such code of a close",
        "88#03ED, 1002, no such code of a close",
        "88#03EE, 1002, no such code of a close",
        "88#03F7, 1002, no such code of a close",
        "88#0BB7, 1002, no such code of a close",
        "88#1388, 1002, no such code of a close",
        "88#FFFF, 1002, no such code of a close",
        "88#03E8C3, 1007, a text that is no UTF-8",
    })
    void refusesWhatBreaksTheProtocol(String frames, int code, String message) {
        BreachException breach =
                assertThrows(BreachException.class, () -> all(Frames.of(frames)), frames);
        assertEquals(code, breach.code());
        assertEquals(message, breach.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"03E8", "03EB", "03EF", "03F3", "03F6", "0BB8", "1387"})
    void takesTheCodesThatMayBeSent(String code) throws IOException {
        assertEquals(Opcode.CLOSE, reader(Frames.of("88#" + code)).next().opcode());
    }

    @Test
    void countsAllFragmentsTowardsTheLimit() throws IOException {
        byte[] half = new byte[LIMIT / 2];
        byte[] two = join(Frames.masked(0x02, half), Frames.masked(0x00, half));
        assertEquals(LIMIT, reader(join(two, Frames.of("80:"))).next().length());
        BreachException breach =
                assertThrows(
                        BreachException.class, () -> reader(join(two, Frames.of("80:x"))).next());
        assertEquals(BreachException.TOO_BIG, breach.code());
    }

    @Test
    void findsTheEndWhereverItIs() {
        byte[] frame = Frames.of("81:Hello");
        for (int length = 0; length < frame.length; length++) {
            byte[] part = Arrays.copyOf(frame, length);
            assertThrows(EOFException.class, () -> reader(part).next());
        }
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
