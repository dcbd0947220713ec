package gateway.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gateway.server.net.Connection;
import gateway.server.net.MemoryConnection;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** What must hold of the head reader, whatever a client sends. */
public final class HeadTarget {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

    /** Written from RFC 9112 and not from the parser. */
    private static final Pattern HEAD =
            Pattern.compile(
                    "(?:\r\n)?"
                            + (TOKEN + " [\\x21\\x22\\x24-\\x7E]+ HTTP/1\\.[0-9]\r\n")
                            + ("(?:" + TOKEN + ":[\t\\x20-\\x7E\\x80-\\xFF]*\r\n)*")
                            + "\r\n",
                    Pattern.DOTALL);

    private HeadTarget() {}

    /**
     * Reads one head, whole and in pieces.
     *
     * @param cuts where to cut
     * @throws AssertionError if the outcome depends on the pieces, is no head by the grammar, or is
     *     another one when it is written down and read again
     */
    public static void check(byte[] octets, RandomGenerator cuts) {
        Outcome whole = read(List.of(octets));
        assertEquals(whole.result, read(Pieces.random(octets, cuts)).result, "in pieces");
        if (octets.length <= 4_096) {
            assertEquals(whole.result, read(Pieces.single(octets)).result, "octet by octet");
        }
        if (whole.result instanceof RequestHead head) {
            int length = octets.length - whole.left;
            String text = new String(octets, 0, length, ISO_8859_1);
            assertTrue(HEAD.matcher(text).matches(), "accepted against the grammar");
            byte[] again = write(head).getBytes(ISO_8859_1);
            if (again.length <= length) { // White space around values is not kept.
                assertEquals(head, read(List.of(again)).result, "written and read again");
            }
        }
    }

    private static String write(RequestHead head) {
        StringBuilder text = new StringBuilder();
        text.append(head.method()).append(' ').append(head.target().text());
        text.append(' ').append(head.version()).append("\r\n");
        for (Field field : head.fields()) {
            text.append(field.name()).append(':').append(field.value()).append("\r\n");
        }
        return text.append("\r\n").toString();
    }

    private static Outcome read(List<byte[]> pieces) {
        Connection connection = MemoryConnection.of(pieces).connection();
        OutputBuffer output = new OutputBuffer(connection, Pieces.pace());
        InputBuffer input = new InputBuffer(connection, output);
        HeadReader reader = new HeadReader(connection, input, HttpSettings.DEFAULT);
        try {
            Optional<RequestHead> head = reader.next(Duration.ofHours(1));
            while (input.fill()) {
                // Until everything is there that comes behind the head.
            }
            return head.map(h -> new Outcome(h, input.buffered()))
                    .orElse(new Outcome("nothing", 0));
        } catch (RefusedException e) {
            return new Outcome(e.rule(), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * What came of it.
     *
     * @param result a RequestHead, a Rule, or "nothing"
     * @param left octets behind the head
     */
    private record Outcome(Object result, int left) {}
}
