package gateway.toolkit.proxy;

import gateway.api.Header;
import gateway.toolkit.http.FieldNames;
import gateway.toolkit.http.TokenSet;

import java.util.ArrayList;
import java.util.List;

/**
 * The head of an upstream's answer, read strictly (RFC 9112 sections 2 to 6): what could be read in
 * two ways is no answer.
 *
 * @param status code and phrase, as {@code start} takes it
 * @param code 100 to 599
 * @param http11 whether chunks may follow
 * @param fields all of them, as they came
 */
record ResponseHead(String status, int code, boolean http11, List<Header> fields) {
    private static final int MOST_OCTETS = 64 * 1024;

    /** How long the body is. */
    enum Framing {
        NONE,
        LENGTH,
        CHUNKED,
        UNTIL_CLOSE
    }

    static ResponseHead read(UpstreamConnection connection) throws UpstreamException {
        int[] left = {MOST_OCTETS};
        String line = line(connection, left);
        boolean isStatusLine =
                (line.startsWith("HTTP/1.1 ") || line.startsWith("HTTP/1.0 "))
                        && line.length() >= 12
                        && (line.length() == 12 || line.charAt(12) == ' ');
        String code = isStatusLine ? line.substring(9, 12) : "";
        if (!code.matches("[1-5][0-9]{2}")) {
            throw UpstreamException.malformed("no status line");
        }
        String reason = line.length() > 13 ? line.substring(13) : "";
        if (!reason.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 0x7F))) {
            throw UpstreamException.malformed("a control character in the reason phrase");
        }
        return new ResponseHead(
                code + " " + reason,
                Integer.parseInt(code),
                line.startsWith("HTTP/1.1"),
                fields(connection, left));
    }

    /** Up to the empty line. */
    static List<Header> fields(UpstreamConnection connection, int[] left) throws UpstreamException {
        List<Header> fields = new ArrayList<>();
        for (String line = line(connection, left); !line.isEmpty(); line = line(connection, left)) {
            int colon = line.indexOf(':');
            try {
                // A name is a token: no folded line and no blank before the colon gets through.
                fields.add(
                        new Header(
                                line.substring(0, Math.max(colon, 0)),
                                trim(line.substring(colon + 1))));
            } catch (IllegalArgumentException e) {
                throw UpstreamException.malformed("malformed field line");
            }
        }
        return List.copyOf(fields);
    }

    /** A line without its CRLF; a bare CR or LF is no line's end. */
    static String line(UpstreamConnection connection, int[] left) throws UpstreamException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int octet = connection.read();
            if (octet < 0) {
                throw UpstreamException.malformed("the connection ended early");
            }
            if (--left[0] < 0) {
                throw UpstreamException.malformed("the head is too large");
            }
            if (octet == '\r') {
                if (connection.read() != '\n') {
                    throw UpstreamException.malformed("a bare CR");
                }
                return line.toString();
            }
            if (octet == '\n') {
                throw UpstreamException.malformed("a bare LF");
            }
            line.append((char) octet);
        }
    }

    private static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && (text.charAt(start) == ' ' || text.charAt(start) == '\t')) {
            start++;
        }
        while (end > start && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\t')) {
            end--;
        }
        return text.substring(start, end);
    }

    List<String> values(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }

    /** RFC 9112 section 6.3. */
    Framing framing(boolean isHead) throws UpstreamException {
        List<String> codings = values("Transfer-Encoding");
        List<String> lengths = values("Content-Length");
        boolean malformedLength =
                lengths.size() > 1
                        || (lengths.size() == 1 && !lengths.get(0).matches("[0-9]{1,18}"));
        if (malformedLength || (!codings.isEmpty() && !lengths.isEmpty())) {
            throw UpstreamException.malformed("ambiguous framing");
        }
        if (!codings.isEmpty()
                && (!http11 || codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked"))) {
            throw UpstreamException.malformed("a transfer coding that is not understood");
        }
        if (isHead || code == 204 || code == 205 || code == 304) {
            return Framing.NONE;
        }
        if (!codings.isEmpty()) {
            return Framing.CHUNKED;
        }
        return lengths.isEmpty() ? Framing.UNTIL_CLOSE : Framing.LENGTH;
    }

    long length() {
        return Long.parseLong(values("Content-Length").get(0));
    }

    /** What is for the client, and not for this connection (RFC 9110 section 7.6.1). */
    List<Header> endToEnd() {
        TokenSet named = TokenSet.parse(String.join(", ", values("Connection")));
        return fields.stream()
                .filter(field -> !FieldNames.isHopByHop(field.name()))
                .filter(field -> !named.contains(field.name()))
                .filter(field -> !field.name().equalsIgnoreCase("Status"))
                .toList();
    }
}
