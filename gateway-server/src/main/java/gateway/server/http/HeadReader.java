package gateway.server.http;

import gateway.server.net.Connection;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Waits for a whole request head in the input, by its deadlines and within its limits, and has it
 * parsed.
 *
 * <p>Looks for the head's end in each octet once however they arrive. What can be judged before the
 * head is complete is: a line end that is none, a first octet that begins no method (as in a TLS
 * handshake), a line that is too long, and the request line.
 *
 * <p>How the octets were cut on their way changes nothing: the first line that breaks a rule
 * counts. So what is found wrong at one place gives way to what is wrong in the lines before it.
 */
final class HeadReader {
    /** SP, SP, HTTP/1.1 */
    private static final int REQUEST_LINE_REST = 10;

    /** What a TLS record of type handshake begins with: its type, and 3 of its version 3.x. */
    private static final int HANDSHAKE = 22;

    private static final int TLS_MAJOR = 3;

    private final Connection connection;
    private final InputBuffer input;
    private final HttpSettings settings;
    private final Limits limits;

    /** All offsets count from the start of the input, because the buffer may move. */
    private int scanned;

    private int requestLine;
    private int line;
    private boolean firstLine;
    private boolean judgedEarly;

    HeadReader(Connection connection, InputBuffer input, HttpSettings settings) {
        this.connection = connection;
        this.input = input;
        this.settings = settings;
        this.limits = settings.limits();
    }

    /**
     * The next request head. Where nothing of it is there yet, the output was flushed before.
     *
     * @param patience for its first octet
     * @return empty if none came: the client closed, or said nothing for too long
     * @throws RefusedException if it broke a rule
     */
    Optional<RequestHead> next(Duration patience) throws IOException {
        scanned = 0;
        requestLine = 0;
        line = 0;
        firstLine = true;
        judgedEarly = false;
        if (input.buffered() == 0) {
            connection.awaitRequest(patience);
            if (!input.fill()) {
                return Optional.empty();
            }
            connection.awaitNothing();
        }
        boolean waiting = false;
        while (!scan()) {
            judgeEarly();
            if (!waiting) {
                input.flushOutput();
                connection.awaitInput(settings.timeouts().head());
                waiting = true;
            }
            if (!input.fill()) {
                if (input.buffered() == requestLine) {
                    return Optional.empty(); // An empty line, and nothing behind it.
                }
                throw broken(connection.expired() ? Rule.SLOW_HEAD : Rule.INCOMPLETE_HEAD);
            }
        }
        if (waiting) {
            connection.awaitNothing();
        }
        int start = input.start();
        RequestHead head =
                HeadParser.parse(input.octets(), start + requestLine, start + scanned, settings);
        input.skip(scanned);
        return Optional.of(head);
    }

    /**
     * Judges the request line, and what has come with it, before the rest of the head is waited
     * for. Once: the parser of the whole head does it again.
     */
    private void judgeEarly() throws RefusedException {
        if (!firstLine && !judgedEarly) {
            judgedEarly = true;
            requireLinesBefore();
        }
    }

    /** The rule that the line at {@link #line} breaks, unless one before it breaks another. */
    private RefusedException broken(Rule rule) throws RefusedException {
        if (!firstLine) {
            requireLinesBefore();
        }
        return new RefusedException(rule);
    }

    private void requireLinesBefore() throws RefusedException {
        int start = input.start();
        HeadParser.requireLines(input.octets(), start + requestLine, start + line, settings);
    }

    /** Goes on to the end of the head, or of what is there. */
    private boolean scan() throws RefusedException {
        byte[] octets = input.octets();
        int start = input.start();
        if (firstLine && !begin(octets, start, input.buffered())) {
            return false;
        }
        int bound = Math.min(input.buffered(), limits.head());
        for (int i = scanned; i < bound; i++) {
            if (octets[start + i] != '\n') {
                continue;
            }
            requireLineSize(octets, start, i - line);
            if (i == line || octets[start + i - 1] != '\r') {
                throw broken(Rule.BARE_LF);
            }
            boolean blank = i == line + 1;
            if (blank && firstLine) {
                throw new RefusedException(Rule.EMPTY_LINES);
            }
            firstLine = false;
            line = i + 1;
            if (blank) {
                scanned = line;
                return true;
            }
        }
        scanned = bound;
        requireLineSize(octets, start, bound - line);
        if (input.buffered() > bound) {
            throw broken(firstLine ? Rule.TARGET_LENGTH : Rule.HEAD_SIZE);
        }
        return false;
    }

    /**
     * Judges the first octets. One empty line is skipped, for the sake of clients that end a body
     * with a line end too many (RFC 9112 section 2.2).
     *
     * @return false if more octets are needed
     */
    private boolean begin(byte[] octets, int start, int available) throws RefusedException {
        if (scanned == 0 && octets[start] == '\r') {
            if (available == 1) {
                return false;
            }
            if (octets[start + 1] != '\n') {
                throw new RefusedException(Rule.BARE_CR);
            }
            requestLine = 2;
            line = 2;
            scanned = 2;
        }
        if (requestLine < available) {
            int first = octets[start + requestLine];
            if (first == HANDSHAKE && scanned == 0 && connection.sslSession().isEmpty()) {
                if (available == 1) {
                    return false; // The next one tells what this is.
                }
                if (octets[start + 1] == TLS_MAJOR) {
                    throw new RefusedException(Rule.TLS_SPOKEN);
                }
            }
            if (!Octets.isToken(first) && first != '\r' && first != '\n') {
                throw new RefusedException(Rule.METHOD_TOKEN);
            }
        }
        return true;
    }

    /** Judges a line by its first {@code length} octets, without its LF. */
    private void requireLineSize(byte[] octets, int start, int length) throws RefusedException {
        if (!firstLine) {
            if (length > limits.fieldLine() + 1) { // The CR may be there.
                throw broken(Rule.FIELD_SIZE);
            }
            return;
        }
        if (length > RequestLine.MAX_METHOD) {
            int i = requestLine;
            while (i <= requestLine + RequestLine.MAX_METHOD && Octets.isToken(octets[start + i])) {
                i++;
            }
            if (i > requestLine + RequestLine.MAX_METHOD) {
                throw new RefusedException(Rule.METHOD_LENGTH);
            }
            if (octets[start + i] != ' ') {
                throw new RefusedException(Rule.METHOD_TOKEN);
            }
        }
        if (length > RequestLine.MAX_METHOD + limits.target() + REQUEST_LINE_REST + 1) {
            throw new RefusedException(Rule.TARGET_LENGTH);
        }
    }
}
