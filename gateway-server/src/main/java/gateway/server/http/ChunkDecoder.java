package gateway.server.http;

import gateway.server.net.Connection;
import gateway.server.net.Pace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the framing of a chunked body: sizes, line ends, the trailer section (RFC 9112 section
 * 7.1). The data itself is read by {@link BodyInput}.
 *
 * <pre>
 *   chunk-size [ chunk-ext ] CRLF  data CRLF   …   0 [ chunk-ext ] CRLF  *( field CRLF )  CRLF
 *   └────── nextChunk ──────────┘       └ nextChunk      └────────────── nextChunk = 0 ──────┘
 * </pre>
 */
final class ChunkDecoder {
    /** 15 digits stay below 2^60. */
    private static final int MAX_DIGITS = 15;

    /**
     * What a size line may have beyond its data's weight before it counts as overhead: digits,
     * CRLF, CRLF.
     */
    private static final int FREE_OVERHEAD = 20;

    private final Connection connection;
    private final InputBuffer input;
    private final Limits limits;
    private final Pace pace;
    private final List<Field> trailers = new ArrayList<>();
    private boolean first = true;
    private long overhead;

    ChunkDecoder(Connection connection, InputBuffer input, Limits limits, Pace pace) {
        this.connection = connection;
        this.input = input;
        this.limits = limits;
        this.pace = pace;
    }

    /**
     * The trailer fields, once {@link #nextChunk} has returned 0; never those that frame, route or
     * authenticate.
     */
    List<Field> trailers() {
        return trailers;
    }

    /**
     * Goes from the end of one chunk's data to the start of the next one's.
     *
     * @return its size, or 0 at the end of the body, with the trailer section read
     */
    long nextChunk() throws IOException {
        if (!first) {
            requireCrlf();
        }
        first = false;
        long size = sizeLine();
        if (size == 0) {
            readTrailers();
        }
        return size;
    }

    private void requireCrlf() throws IOException {
        ensure(2);
        if (input.take() != '\r' || input.take() != '\n') {
            throw new RefusedException(Rule.CHUNK_END);
        }
    }

    private long sizeLine() throws IOException {
        int length = line(limits.chunkLine(), Rule.CHUNK_LINE);
        byte[] octets = input.octets();
        int start = input.start();
        int end = start + length;
        long size = 0;
        int i = start;
        for (; i < end && Octets.hex(octets[i]) >= 0; i++) {
            size = size << 4 | Octets.hex(octets[i]);
        }
        if (i == start || i - start > MAX_DIGITS) {
            throw new RefusedException(Rule.CHUNK_SIZE);
        }
        if (i < end && octets[i] != ';') {
            throw new RefusedException(Rule.CHUNK_SIZE);
        }
        checkExtensions(octets, i, end);
        overhead = Math.max(0, overhead + length - FREE_OVERHEAD - size / 4);
        if (overhead > limits.chunkOverhead()) {
            throw new RefusedException(Rule.CHUNK_OVERHEAD);
        }
        input.skip(length + 2);
        return size;
    }

    /**
     * {@code *( ";" BWS token [ "=" ( token / quoted-string ) ] )}: white space anywhere else hides
     * things.
     */
    private static void checkExtensions(byte[] octets, int start, int end) throws RefusedException {
        int i = start;
        while (i < end) {
            if (octets[i] != ';') {
                throw new RefusedException(Rule.CHUNK_EXTENSION);
            }
            i++;
            while (i < end && Octets.isBlank(octets[i])) {
                i++;
            }
            i = endOfToken(octets, i, end);
            if (i < end && octets[i] == '=') {
                i++;
                boolean quoted = i < end && octets[i] == '"';
                i = quoted ? endOfQuoted(octets, i, end) : endOfToken(octets, i, end);
            }
        }
    }

    private static int endOfToken(byte[] octets, int start, int end) throws RefusedException {
        int i = start;
        while (i < end && Octets.isToken(octets[i])) {
            i++;
        }
        if (i == start) {
            throw new RefusedException(Rule.CHUNK_EXTENSION);
        }
        return i;
    }

    private static int endOfQuoted(byte[] octets, int start, int end) throws RefusedException {
        for (int i = start + 1; i < end; i++) {
            if (octets[i] == '"') {
                return i + 1;
            }
            if (octets[i] == '\\') {
                i++;
            }
            if (i == end || !Octets.isValue(octets[i])) {
                throw new RefusedException(Rule.CHUNK_EXTENSION);
            }
        }
        throw new RefusedException(Rule.CHUNK_EXTENSION);
    }

    private void readTrailers() throws IOException {
        int left = limits.trailers();
        while (true) {
            int length = line(left, Rule.TRAILER_SIZE);
            left -= length + 2;
            if (length > 0) {
                int start = input.start();
                Field field = FieldParser.parse(input.octets(), start, start + length);
                if (TrailerFields.isFraming(field.name())) {
                    throw new RefusedException(Rule.TRAILER_FIELD);
                }
                if (!TrailerFields.isProcessing(field.name()) && Octets.isPlainName(field.name())) {
                    trailers.add(field);
                }
            }
            input.skip(length + 2);
            if (length == 0) {
                return;
            }
        }
    }

    /** Waits for a whole line; returns its length without the CRLF. */
    private int line(int most, Rule tooLong) throws IOException {
        for (int i = 0; ; i++) {
            if (i > most + 1) {
                throw new RefusedException(tooLong);
            }
            ensure(i + 1);
            byte[] octets = input.octets();
            int start = input.start();
            if (octets[start + i] == '\n') {
                if (i == 0 || octets[start + i - 1] != '\r') {
                    throw new RefusedException(Rule.BARE_LF);
                }
                return i - 1;
            }
            if (i > 0 && octets[start + i - 1] == '\r') {
                throw new RefusedException(Rule.BARE_CR);
            }
        }
    }

    private void ensure(int count) throws IOException {
        while (input.buffered() < count) {
            if (!input.fill(pace)) {
                throw new RefusedException(connection.expired() ? Rule.SLOW_BODY : Rule.BODY_ENDED);
            }
        }
    }
}
