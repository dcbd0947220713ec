package gateway.tck.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one response strictly (RFC 9112 sections 4 to 7), as a sequence of events.
 *
 * <pre>
 *   HEAD ──1xx──→ HEAD
 *    └──→ LENGTH | CHUNKED | UNTIL_CLOSE | NOTHING ──→ OVER
 * </pre>
 */
final class ReplyReader {
    private enum State {
        HEAD,
        LENGTH,
        CHUNK_SIZE,
        CHUNK_DATA,
        UNTIL_CLOSE,
        OVER
    }

    private static final Pattern STATUS_LINE =
            Pattern.compile("HTTP/1\\.[01] ([0-9]{3}) ([\\t -~\\x80-\\xff]*)");
    private static final Pattern FIELD_LINE =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*([\\t -~\\x80-\\xff]*?)[ \\t]*");
    private static final Pattern CHUNK_SIZE = Pattern.compile("[0-9A-Fa-f]{1,15}");

    private final Wire wire;
    private final boolean headRequest;
    private State state = State.HEAD;
    private long left;

    /** Thrown where the connection ends inside something. */
    private static final class EndedException extends Exception {
        private static final long serialVersionUID = 1;
    }

    ReplyReader(Wire wire, boolean headRequest) {
        this.wire = wire;
        this.headRequest = headRequest;
    }

    /** The next event; after an {@code End} none may be asked for. */
    Event next() throws IOException {
        try {
            return switch (state) {
                case HEAD -> head();
                case LENGTH -> left == 0 ? over(Ending.COMPLETE) : data();
                case CHUNK_SIZE -> chunk();
                case CHUNK_DATA -> data();
                case UNTIL_CLOSE -> untilClose();
                case OVER -> new Event.End(Ending.COMPLETE);
            };
        } catch (EndedException e) {
            return over(wire.ending() == Ending.COMPLETE ? Ending.CUT : wire.ending());
        }
    }

    private Event head() throws IOException, EndedException {
        String line = line();
        Matcher status = STATUS_LINE.matcher(line);
        if (!status.matches()) {
            throw new MalformedReplyException("status line: " + show(line));
        }
        int code = Integer.parseInt(status.group(1));
        List<Field> fields = fields();
        if (code < 200 && code != 101) {
            return new Event.Interim(code, fields);
        }
        state = framing(code, fields);
        return new Event.Head(line, code, status.group(2), fields);
    }

    private State framing(int code, List<Field> fields) throws IOException {
        List<String> lengths = Field.values(fields, "Content-Length");
        List<String> codings = Field.values(fields, "Transfer-Encoding");
        if (lengths.size() > 1 || codings.size() > 1 || lengths.size() + codings.size() > 1) {
            throw new MalformedReplyException("framed twice: " + fields);
        }
        if (!codings.isEmpty() && !codings.get(0).equalsIgnoreCase("chunked")) {
            throw new MalformedReplyException("Transfer-Encoding: " + show(codings.get(0)));
        }
        long length = lengths.isEmpty() ? 0 : length(lengths.get(0));
        if (code == 101) {
            return State.UNTIL_CLOSE;
        }
        if (headRequest || code == 204 || code == 304) {
            return State.LENGTH;
        }
        if (!codings.isEmpty()) {
            return State.CHUNK_SIZE;
        }
        if (lengths.isEmpty()) {
            return State.UNTIL_CLOSE;
        }
        left = length;
        return State.LENGTH;
    }

    /** However many digits it has (RFC 9110 section 8.6). */
    private static long length(String value) throws MalformedReplyException {
        try {
            if (value.matches("[0-9]+")) {
                return Long.parseLong(value);
            }
        } catch (NumberFormatException e) {
            // Too large, said below.
        }
        throw new MalformedReplyException("Content-Length: " + show(value));
    }

    private Event data() throws IOException, EndedException {
        String some = wire.readSome(left);
        if (some.isEmpty()) {
            throw new EndedException();
        }
        left -= some.length();
        if (left == 0 && state == State.CHUNK_DATA) {
            if (octet() != '\r' || octet() != '\n') {
                throw new MalformedReplyException("chunk data is not followed by CRLF");
            }
            state = State.CHUNK_SIZE;
        }
        return new Event.Data(some);
    }

    private Event chunk() throws IOException, EndedException {
        String line = line();
        if (!CHUNK_SIZE.matcher(line).matches()) {
            throw new MalformedReplyException("chunk size: " + show(line));
        }
        left = Long.parseLong(line, 16);
        if (left > 0) {
            state = State.CHUNK_DATA;
            return data();
        }
        List<Field> trailers = fields();
        return trailers.isEmpty() ? over(Ending.COMPLETE) : trailers(trailers);
    }

    private Event trailers(List<Field> fields) {
        state = State.LENGTH;
        return new Event.Trailers(fields);
    }

    private Event untilClose() throws IOException {
        String some = wire.readSome(Integer.MAX_VALUE);
        return some.isEmpty() ? over(wire.ending()) : new Event.Data(some);
    }

    private Event over(Ending how) {
        state = State.OVER;
        return new Event.End(how);
    }

    private List<Field> fields() throws IOException, EndedException {
        List<Field> fields = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            Matcher field = FIELD_LINE.matcher(line);
            if (!field.matches()) {
                throw new MalformedReplyException("field line: " + show(line));
            }
            fields.add(new Field(field.group(1), field.group(2)));
        }
        return List.copyOf(fields);
    }

    private String line() throws IOException, EndedException {
        StringBuilder line = new StringBuilder();
        for (int octet = octet(); octet != '\r'; octet = octet()) {
            if (octet == '\n') {
                throw new MalformedReplyException("bare LF after " + show(line.toString()));
            }
            line.append((char) octet);
        }
        if (octet() != '\n') {
            throw new MalformedReplyException("bare CR after " + show(line.toString()));
        }
        return line.toString();
    }

    private int octet() throws IOException, EndedException {
        int octet = wire.read();
        if (octet < 0) {
            throw new EndedException();
        }
        return octet;
    }

    private static String show(String text) {
        StringBuilder shown = new StringBuilder("\"");
        text.chars()
                .limit(80)
                .forEach(
                        c ->
                                shown.append(
                                        c < ' ' || c > '~'
                                                ? String.format("\\x%02x", c)
                                                : String.valueOf((char) c)));
        return shown.append('"').toString();
    }
}
