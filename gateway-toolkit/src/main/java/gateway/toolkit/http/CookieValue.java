package gateway.toolkit.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Text in the octets that a cookie may have: as it is, or in quotation marks with each other octet
 * of UTF-8 as a backslash and three octal digits.
 */
final class CookieValue {
    private CookieValue() {}

    static String encode(String value) {
        byte[] octets = value.getBytes(StandardCharsets.UTF_8);
        StringBuilder text = new StringBuilder(octets.length + 2);
        boolean plain = true;
        for (byte octet : octets) {
            int c = octet & 0xFF;
            if (isPlain((char) c)) {
                text.append((char) c);
            } else {
                plain = false;
                text.append('\\')
                        .append((char) ('0' + (c >> 6)))
                        .append((char) ('0' + (c >> 3 & 7)))
                        .append((char) ('0' + (c & 7)));
            }
        }
        return plain ? text.toString() : "\"" + text + "\"";
    }

    /** {@code cookie-octet} of RFC 6265 section 4.1.1. */
    private static boolean isPlain(char c) {
        return c > ' ' && c < 0x7F && "\",;\\".indexOf(c) < 0;
    }

    /**
     * {@return the text of a wire string; what is not UTF-8 becomes U+FFFD}
     *
     * @param wire with or without quotation marks
     */
    static String decode(String wire) {
        boolean quoted = wire.length() > 1 && wire.startsWith("\"") && wire.endsWith("\"");
        int end = quoted ? wire.length() - 1 : wire.length();
        ByteArrayOutputStream octets = new ByteArrayOutputStream(end);
        int at = quoted ? 1 : 0;
        while (at < end) {
            char c = wire.charAt(at++);
            if (quoted && c == '\\' && at < end) {
                int octet = octal(wire, at, end);
                c = octet < 0 ? wire.charAt(at) : (char) octet;
                at += octet < 0 ? 1 : 3;
            }
            if (c <= 0xFF) {
                octets.write(c);
            } else {
                octets.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return octets.toString(StandardCharsets.UTF_8);
    }

    private static int octal(String wire, int at, int end) {
        if (at + 3 > end || wire.charAt(at) < '0' || wire.charAt(at) > '3') {
            return -1;
        }
        int octet = 0;
        for (int i = at; i < at + 3; i++) {
            int digit = wire.charAt(i) - '0';
            if (digit < 0 || digit > 7) {
                return -1;
            }
            octet = octet << 3 | digit;
        }
        return octet;
    }
}
