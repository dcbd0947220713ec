package gateway.server.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Parses one complete request head in one pass (RFC 9112 sections 2 to 6). For one head; throws
 * {@link RefusedException} at the first rule broken.
 */
final class HeadParser {
    private final HttpSettings settings;
    private final List<Field> fields = new ArrayList<>();
    private String host = "";
    private boolean hasHost;
    private boolean hasContentType;
    private long contentLength = -1;
    private String transferEncoding = "";
    private boolean hasTransferEncoding;
    private boolean close;
    private boolean keepAlive;
    private boolean expectsContinue;
    private boolean expectsOther;
    private boolean acceptsTrailers;

    private HeadParser(HttpSettings settings) {
        this.settings = settings;
    }

    /**
     * Parses the octets from {@code start}, where the request line begins, to {@code end}, behind
     * the blank line. Every line ends with CRLF, LF stands nowhere else, and neither the head nor a
     * field line is too long: the reader has seen to that.
     */
    static RequestHead parse(byte[] octets, int start, int end, HttpSettings settings)
            throws RefusedException {
        HeadParser parser = new HeadParser(settings);
        return parser.judge(parser.parseLines(octets, start, end - 2));
    }

    /**
     * Judges the first lines of a head that is not whole, or not in order.
     *
     * @param start where the request line begins
     * @param end behind the CRLF of the last line to be judged, which is at least the request line
     */
    static void requireLines(byte[] octets, int start, int end, HttpSettings settings)
            throws RefusedException {
        new HeadParser(settings).parseLines(octets, start, end);
    }

    private RequestLine parseLines(byte[] octets, int start, int end) throws RefusedException {
        int lineEnd = endOfLine(octets, start);
        RequestLine requestLine = RequestLine.parse(octets, start, lineEnd, settings);
        for (int line = lineEnd + 2; line < end; line = lineEnd + 2) {
            lineEnd = endOfLine(octets, line);
            if (fields.size() == settings.limits().fields()) {
                throw new RefusedException(Rule.FIELD_COUNT);
            }
            Field field = FieldParser.parse(octets, line, lineEnd);
            if (settings.strictness().refuseOddHeaderNames() && !Octets.isPlainName(field.name())) {
                throw new RefusedException(Rule.FIELD_ODD_NAME);
            }
            fields.add(field);
            note(field);
        }
        return requestLine;
    }

    private static int endOfLine(byte[] octets, int start) {
        int i = start;
        while (octets[i] != '\n') {
            i++;
        }
        return i - 1;
    }

    /** Takes up what a field means for framing and persistence. */
    private void note(Field field) throws RefusedException {
        String name = field.name();
        switch (name.length()) {
            case 2 -> {
                if (name.equalsIgnoreCase("TE")) {
                    acceptsTrailers |= hasMember(field.value(), "trailers");
                }
            }
            case 4 -> {
                if (name.equalsIgnoreCase("Host")) {
                    if (hasHost) {
                        throw new RefusedException(Rule.HOST_REPEATED);
                    }
                    hasHost = true;
                    host = field.value();
                }
            }
            case 6 -> {
                if (name.equalsIgnoreCase("Expect")) {
                    boolean isContinue = field.value().equalsIgnoreCase("100-continue");
                    expectsContinue |= isContinue;
                    expectsOther |= !isContinue;
                }
            }
            case 10 -> {
                if (name.equalsIgnoreCase("Connection")) {
                    close |= hasMember(field.value(), "close");
                    keepAlive |= hasMember(field.value(), "keep-alive");
                }
            }
            case 12 -> {
                if (name.equalsIgnoreCase("Content-Type")) {
                    if (hasContentType) {
                        throw new RefusedException(Rule.CONTENT_TYPE_REPEATED);
                    }
                    hasContentType = true;
                }
            }
            case 14 -> {
                if (name.equalsIgnoreCase("Content-Length")) {
                    if (contentLength >= 0) {
                        throw new RefusedException(Rule.LENGTH_REPEATED);
                    }
                    contentLength = length(field.value());
                }
            }
            case 17 -> {
                if (name.equalsIgnoreCase("Transfer-Encoding")) {
                    transferEncoding =
                            hasTransferEncoding
                                    ? transferEncoding + "," + field.value()
                                    : field.value();
                    hasTransferEncoding = true;
                }
            }
            default -> {}
        }
    }

    private static long length(String value) throws RefusedException {
        if (value.isEmpty()) {
            throw new RefusedException(Rule.LENGTH_SYNTAX);
        }
        long length = 0;
        boolean tooLarge = false;
        for (int i = 0; i < value.length(); i++) {
            int digit = value.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new RefusedException(Rule.LENGTH_SYNTAX);
            }
            tooLarge |= length > (Long.MAX_VALUE - digit) / 10;
            length = length * 10 + digit;
        }
        if (tooLarge) {
            throw new RefusedException(Rule.BODY_SIZE);
        }
        return length;
    }

    /** Whether a comma-separated list has a member, in any case. */
    private static boolean hasMember(String list, String member) {
        for (int start = 0, end; start <= list.length(); start = end + 1) {
            int comma = list.indexOf(',', start);
            end = comma < 0 ? list.length() : comma;
            int from = start;
            while (from < end && isBlank(list.charAt(from))) {
                from++;
            }
            int to = end;
            while (to > from && isBlank(list.charAt(to - 1))) {
                to--;
            }
            if (to - from == member.length()
                    && list.regionMatches(true, from, member, 0, member.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** What only the whole head can tell. */
    private RequestHead judge(RequestLine line) throws RefusedException {
        String authority = line.target().authority();
        boolean http11 = line.version() == HttpVersion.HTTP_1_1;
        if (hasHost ? !Host.isValid(host) : http11) {
            throw new RefusedException(hasHost ? Rule.HOST_SYNTAX : Rule.HOST_MISSING);
        }
        if (hasTransferEncoding) {
            if (contentLength >= 0) {
                throw new RefusedException(Rule.LENGTH_AND_CODING);
            }
            if (!http11) {
                throw new RefusedException(Rule.CODING_VERSION);
            }
            TransferCoding.requireChunked(transferEncoding);
        }
        if (expectsOther && http11) {
            throw new RefusedException(Rule.EXPECTATION);
        }
        if (contentLength > settings.limits().body()) {
            throw new RefusedException(Rule.BODY_SIZE);
        }
        return new RequestHead(
                line.method(),
                line.target(),
                line.version(),
                Collections.unmodifiableList(fields),
                authority.isEmpty() ? host : authority,
                contentLength,
                hasTransferEncoding,
                !close && (http11 || keepAlive),
                expectsContinue && http11,
                acceptsTrailers && http11);
    }
}
