package gateway.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gateway.server.net.Connection;
import gateway.server.net.MemoryConnection;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What must hold of the chunk decoder, whatever a client sends. */
public final class ChunkTarget {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String QUOTED =
            "\"(?:[\t \\x21\\x23-\\x5B\\x5D-\\x7E\\x80-\\xFF]|\\\\[\t\\x20-\\x7E\\x80-\\xFF])*\"";

    /**
     * Written from RFC 9112 section 7.1, without its BWS before semicolon and around the equals
     * sign; not from the decoder.
     */
    private static final Pattern SIZE_LINE =
            Pattern.compile(
                    "([0-9A-Fa-f]{1,15})"
                            + ("(?:;[ \t]*" + TOKEN)
                            + ("(?:=(?:" + TOKEN + "|" + QUOTED + "))?)*\r\n"));

    private static final Pattern TRAILER_LINE =
            Pattern.compile("(" + TOKEN + "):([\t\\x20-\\x7E\\x80-\\xFF]*)\r\n");

    /** Below these no limit is met. */
    private static final int SMALL = 4_000;

    private static final int LINE = 250;

    private ChunkTarget() {}

    /**
     * Decodes a body, whole and in pieces.
     *
     * @param cuts where to cut
     * @throws AssertionError if the outcome depends on the pieces, or is not what the grammar says
     */
    public static void check(byte[] octets, RandomGenerator cuts) {
        Outcome whole = decode(List.of(octets), 8_192);
        assertEquals(whole, decode(Pieces.random(octets, cuts), 8_192), "in pieces");
        assertEquals(whole, decode(List.of(octets), cuts.nextInt(1, 20)), "read in small arrays");
        if (octets.length <= SMALL) {
            assertEquals(whole, decode(Pieces.single(octets), 8_192), "octet by octet");
            String text = new String(octets, ISO_8859_1);
            if (text.lines().allMatch(line -> line.length() <= LINE)) {
                Optional<String> expected = expected(text);
                assertEquals(expected.isPresent(), whole.rule.isEmpty(), "accepted or not");
                expected.ifPresent(data -> assertEquals(data, whole.data, "the data"));
            }
        }
    }

    /** The data, by the grammar; empty if there is a fault, or an end too early. */
    private static Optional<String> expected(String text) {
        StringBuilder data = new StringBuilder();
        Matcher line = SIZE_LINE.matcher(text);
        int at = 0;
        while (true) {
            if (!line.region(at, text.length()).lookingAt()) {
                return Optional.empty();
            }
            at = line.end();
            long size = Long.parseLong(line.group(1), 16);
            if (size == 0) {
                return trailersAreGood(text, at) ? Optional.of(data.toString()) : Optional.empty();
            }
            if (size > text.length() - at - 2 || !text.startsWith("\r\n", at + (int) size)) {
                return Optional.empty();
            }
            data.append(text, at, at + (int) size);
            at += (int) size + 2;
        }
    }

    private static boolean trailersAreGood(String text, int start) {
        Matcher line = TRAILER_LINE.matcher(text);
        int at = start;
        while (line.region(at, text.length()).lookingAt()) {
            if (line.group(1).matches("(?i)content-length|transfer-encoding|host")) {
                return false;
            }
            at = line.end();
        }
        return text.startsWith("\r\n", at);
    }

    private static Outcome decode(List<byte[]> pieces, int arraySize) {
        Connection connection = MemoryConnection.of(pieces).connection();
        OutputBuffer output = new OutputBuffer(connection, Pieces.pace());
        InputBuffer input = new InputBuffer(connection, output);
        RequestTarget target = new RequestTarget("/", "/", "/", "", "");
        RequestHead head =
                new RequestHead(
                        "POST",
                        target,
                        HttpVersion.HTTP_1_1,
                        List.of(),
                        "a",
                        -1,
                        true,
                        true,
                        false,
                        false);
        BodyInput.Listener nobody =
                new BodyInput.Listener() {
                    @Override
                    public void bodyAwaited() {}

                    @Override
                    public void bodyArrived() {}

                    @Override
                    public void bodyFailed() {}
                };
        BodyInput body =
                new BodyInput(connection, input, head, Limits.DEFAULT, Timeouts.DEFAULT, nobody);
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        Optional<Rule> rule = Optional.empty();
        byte[] array = new byte[arraySize];
        try {
            for (int count = body.read(array); count >= 0; count = body.read(array)) {
                data.write(array, 0, count);
            }
            while (input.fill()) {
                // Until everything is there that comes behind the body.
            }
        } catch (RefusedException e) {
            rule = Optional.of(e.rule());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        int left = rule.isPresent() ? 0 : input.buffered();
        return new Outcome(data.toString(ISO_8859_1), new ArrayList<>(body.trailers()), left, rule);
    }

    /**
     * What came of it.
     *
     * @param data decoded, up to a fault
     * @param left octets behind the body
     */
    private record Outcome(String data, List<Field> trailers, int left, Optional<Rule> rule) {}
}
