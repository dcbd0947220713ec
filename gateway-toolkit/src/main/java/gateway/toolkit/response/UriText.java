package gateway.toolkit.response;

import java.net.IDN;
import java.nio.charset.StandardCharsets;

/** Writes a reference as the field Location takes it (RFC 3986 section 4.1). */
final class UriText {
    private static final String KEPT = "-._~:/?#[]@!$&'()*+,;=%";

    private UriText() {}

    /**
     * {@return the reference in ASCII; what a URL cannot have is percent-encoded, a backslash too,
     * which browsers take for a slash}
     *
     * @throws IllegalArgumentException if it is empty or has a control character, or its host has
     *     letters beyond ASCII and is no name of a host
     */
    static String of(String reference) {
        if (reference.isEmpty() || reference.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
            throw new IllegalArgumentException("a location is empty or has a control character");
        }
        boolean schemeless = reference.startsWith("//");
        int colon = reference.indexOf("://");
        boolean absolute = schemeless || (colon > 0 && reference.indexOf('/') == colon + 1);
        if (!absolute) {
            return encode(reference);
        }
        int host = schemeless ? 2 : colon + 3;
        int end = host;
        while (end < reference.length() && "/?#\\".indexOf(reference.charAt(end)) < 0) {
            end++;
        }
        int user = reference.lastIndexOf('@', end - 1);
        if (user >= host) {
            host = user + 1;
        }
        return encode(reference.substring(0, host))
                + encodeHost(reference.substring(host, end))
                + encode(reference.substring(end));
    }

    /** A host, as a name of ASCII (RFC 5890), with its port. */
    private static String encodeHost(String text) {
        if (text.chars().allMatch(c -> c < 0x7F)) {
            return encode(text);
        }
        int colon = text.indexOf(':');
        int end = colon < 0 ? text.length() : colon;
        String host = IDN.toASCII(text.substring(0, end), IDN.ALLOW_UNASSIGNED);
        String port = text.substring(end);
        // Wide delimiters have become ASCII, and the host would end at the first of them.
        if (host.isEmpty()
                || !host.chars().allMatch(UriText::isOfHost)
                || !port.chars().skip(1).allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("a location with a malformed host");
        }
        return host + port;
    }

    private static boolean isOfHost(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '-';
    }

    private static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            boolean kept =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || KEPT.indexOf(c) >= 0;
            encoded.append(kept ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return encoded.toString();
    }
}
