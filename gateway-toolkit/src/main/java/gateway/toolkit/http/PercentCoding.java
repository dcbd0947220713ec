package gateway.toolkit.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Characters of URLs written as {@code %} and two hexadecimal digits per octet of UTF-8 (RFC 3986
 * section 2.1).
 */
public final class PercentCoding {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();
    private static final String UNRESERVED = "-._~";
    private static final String SEGMENT = UNRESERVED + "!$&'()*+,;=:@";
    private static final String PATH = SEGMENT + "/";

    private PercentCoding() {}

    /**
     * Writes text as a part of a URL in which nothing has a meaning: only letters, digits and
     * {@code -._~} stay.
     *
     * @param text any text
     * @return ASCII; {@link #decode} gives the same text back
     */
    public static String encode(String text) {
        return encode(text, UNRESERVED);
    }

    /**
     * Writes text as one segment of a path; a slash becomes {@code %2F}.
     *
     * @param text any text
     * @return ASCII; {@link #decode} gives the same text back
     */
    public static String encodeSegment(String text) {
        return encode(text, SEGMENT);
    }

    /**
     * Writes a decoded path; slashes stay.
     *
     * @param path any text
     * @return ASCII; {@link #decode} gives the same text back
     */
    public static String encodePath(String path) {
        return encode(path, PATH);
    }

    /**
     * Writes text and leaves some characters as they are.
     *
     * @param text any text
     * @param alsoUnescaped ASCII characters that stay, besides letters and digits; with {@code %}
     *     among them what is encoded already stays so
     * @return ASCII
     */
    public static String encode(String text, String alsoUnescaped) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            if (HttpChars.isAlphanumeric(c) || alsoUnescaped.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
            }
        }
        return encoded.toString();
    }

    /**
     * Reads percent-encoded text.
     *
     * @param text anything; what does not follow the rule, such as {@code 100%}, stays as it is
     * @return the text, with U+FFFD where the octets are not UTF-8
     */
    public static String decode(String text) {
        return text.indexOf('%') < 0 ? text : new String(octets(text), StandardCharsets.UTF_8);
    }

    /**
     * Reads percent-encoded text as a server reads a path (STR-2, STR-3).
     *
     * @param text anything
     * @return the text; empty if an escape is malformed or the octets are not UTF-8
     */
    public static Optional<String> decodeStrictly(String text) {
        for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
            if (octetAt(text, at) < 0) {
                return Optional.empty();
            }
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            return Optional.empty();
        }
        try {
            CharBuffer decoded =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets(text)));
            return Optional.of(decoded.toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads percent-encoded octets.
     *
     * @param text anything; what does not follow the rule stays as it is
     * @return the octets, with those characters that were not encoded as UTF-8
     */
    public static byte[] octets(String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
        int at = 0;
        while (at < text.length()) {
            int next = text.indexOf('%', at);
            if (next < 0) {
                next = text.length();
            }
            octets.writeBytes(text.substring(at, next).getBytes(StandardCharsets.UTF_8));
            at = next;
            if (at < text.length()) {
                int octet = octetAt(text, at);
                octets.write(octet < 0 ? '%' : octet);
                at += octet < 0 ? 1 : 3;
            }
        }
        return octets.toByteArray();
    }

    /** {@return what the three characters from here stand for; -1 if for nothing} */
    private static int octetAt(String text, int at) {
        if (at + 2 >= text.length()) {
            return -1;
        }
        int high = hexDigit(text.charAt(at + 1));
        int low = hexDigit(text.charAt(at + 2));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    /** ASCII only: {@link Character#digit} knows the digits of many scripts. */
    private static int hexDigit(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }
}
