package gateway.server.http;

import java.nio.charset.StandardCharsets;

/**
 * A request line (RFC 9112 section 3), judged from its left to its right, but the version before
 * the target: what another version means by a target is not ours to say.
 */
record RequestLine(String method, RequestTarget target, HttpVersion version) {
    /** The longest registered method has 17 octets (UPDATEREDIRECTREF). */
    static final int MAX_METHOD = 32;

    private static final int VERSION_LENGTH = "HTTP/1.1".length();

    /** Parses the octets from {@code start} to before the line's CRLF at {@code end}. */
    static RequestLine parse(byte[] octets, int start, int end, HttpSettings settings)
            throws RefusedException {
        int methodEnd = indexOfSpace(octets, start, end);
        int targetEnd = indexOfSpace(octets, methodEnd + 1, end);
        String method = method(octets, start, methodEnd);
        HttpVersion version = version(octets, targetEnd + 1, end);
        if (method.equals("CONNECT")) {
            throw new RefusedException(Rule.METHOD_CONNECT);
        }
        if (method.equals("TRACE")) {
            throw new RefusedException(Rule.METHOD_TRACE);
        }
        String text = targetText(octets, methodEnd + 1, targetEnd, settings.limits().target());
        RequestTarget target = RequestTarget.parse(method, text);
        if (settings.strictness().refuseEncodedSlash() && target.hasEncodedSlash()) {
            throw new RefusedException(Rule.PATH_SLASH);
        }
        return new RequestLine(method, target, version);
    }

    private static int indexOfSpace(byte[] octets, int start, int end) throws RefusedException {
        for (int i = start; i < end; i++) {
            if (octets[i] == ' ') {
                return i;
            }
        }
        throw new RefusedException(Rule.REQUEST_LINE);
    }

    private static String method(byte[] octets, int start, int end) throws RefusedException {
        for (int i = start; i < end; i++) {
            if (!Octets.isToken(octets[i])) {
                throw new RefusedException(Rule.METHOD_TOKEN);
            }
        }
        if (end == start) {
            throw new RefusedException(Rule.REQUEST_LINE);
        }
        if (end - start > MAX_METHOD) {
            throw new RefusedException(Rule.METHOD_LENGTH);
        }
        return new String(octets, start, end - start, StandardCharsets.ISO_8859_1);
    }

    private static HttpVersion version(byte[] octets, int start, int end) throws RefusedException {
        if (end - start != VERSION_LENGTH
                || octets[start] != 'H'
                || octets[start + 1] != 'T'
                || octets[start + 2] != 'T'
                || octets[start + 3] != 'P'
                || octets[start + 4] != '/'
                || !Octets.isDigit(octets[start + 5])
                || octets[start + 6] != '.'
                || !Octets.isDigit(octets[start + 7])) {
            throw new RefusedException(Rule.VERSION_SYNTAX);
        }
        if (octets[start + 5] != '1') {
            throw new RefusedException(Rule.VERSION_UNSUPPORTED);
        }
        return octets[start + 7] == '0' ? HttpVersion.HTTP_1_0 : HttpVersion.HTTP_1_1;
    }

    private static String targetText(byte[] octets, int start, int end, int most)
            throws RefusedException {
        if (end == start) {
            throw new RefusedException(Rule.REQUEST_LINE);
        }
        if (end - start > most) {
            throw new RefusedException(Rule.TARGET_LENGTH);
        }
        for (int i = start; i < end; i++) {
            if (!Octets.isTarget(octets[i])) {
                throw new RefusedException(Rule.TARGET_OCTETS);
            }
        }
        return new String(octets, start, end - start, StandardCharsets.ISO_8859_1);
    }
}
