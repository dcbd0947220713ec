package gateway.server.http;

import java.nio.charset.StandardCharsets;

/** One field line: {@code name ":" OWS value OWS} (RFC 9112 section 5). */
final class FieldParser {
    private FieldParser() {}

    /** Parses the octets from {@code start} to before the line's CRLF at {@code end}. */
    static Field parse(byte[] octets, int start, int end) throws RefusedException {
        if (Octets.isBlank(octets[start])) {
            throw new RefusedException(Rule.FIELD_FOLDING);
        }
        int colon = start;
        while (colon < end && Octets.isToken(octets[colon])) {
            colon++;
        }
        if (colon == start || colon == end || octets[colon] != ':') {
            throw new RefusedException(Rule.FIELD_NAME);
        }
        int from = colon + 1;
        while (from < end && Octets.isBlank(octets[from])) {
            from++;
        }
        int to = end;
        while (to > from && Octets.isBlank(octets[to - 1])) {
            to--;
        }
        for (int i = from; i < to; i++) {
            if (!Octets.isValue(octets[i])) {
                throw new RefusedException(octets[i] == '\r' ? Rule.BARE_CR : Rule.FIELD_VALUE);
            }
        }
        return new Field(
                FieldNames.of(octets, start, colon),
                new String(octets, from, to - from, StandardCharsets.ISO_8859_1));
    }
}
