package gateway.toolkit.routing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/**
 * The text in which paths are compared: decoded, but with {@link #ENCODED_SLASH} for a slash that
 * was percent-encoded, so that it separates nothing.
 */
final class PathText {
    /** A lone surrogate: strict UTF-8 never decodes to one. */
    static final char ENCODED_SLASH = '\uD800';

    /** RFC 3986 §3.3: what a segment may hold unquoted. */
    private static final String SEGMENT = "-._~!$&'()*+,;=:@";

    private static final String HEX = "0123456789ABCDEF";

    private PathText() {}

    /**
     * Decodes a path once (STR-2); empty if an escape is malformed or the octets are not UTF-8.
     * Characters beyond ASCII stand for themselves.
     */
    static Optional<String> decode(String raw) {
        ByteBuffer octets;
        try {
            octets = UTF_8.newEncoder().encode(CharBuffer.wrap(raw));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder(raw.length());
        byte[] run = new byte[octets.remaining()];
        int length = 0;
        while (octets.hasRemaining()) {
            byte octet = octets.get();
            if (octet == '%') {
                int high = octets.remaining() < 2 ? -1 : Character.digit(octets.get(), 16);
                int low = high < 0 ? -1 : Character.digit(octets.get(), 16);
                if (low < 0) {
                    return Optional.empty();
                }
                octet = (byte) (high << 4 | low);
                if (octet == '/') {
                    if (!append(run, length, text)) {
                        return Optional.empty();
                    }
                    length = 0;
                    text.append(ENCODED_SLASH);
                    continue;
                }
            }
            run[length++] = octet;
        }
        return append(run, length, text) ? Optional.of(text.toString()) : Optional.empty();
    }

    private static boolean append(byte[] run, int length, StringBuilder text) {
        try {
            text.append(UTF_8.newDecoder().decode(ByteBuffer.wrap(run, 0, length)));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Quotes a text for the path of a URL; slashes stay. */
    static String encode(String text) {
        StringBuilder raw = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (c == ENCODED_SLASH) {
                raw.append("%2F");
            } else if (c == '/' || isPlain(c)) {
                raw.append((char) c);
            } else {
                quote(new String(Character.toChars(c)).getBytes(UTF_8), raw);
            }
            i += Character.charCount(c);
        }
        return raw.toString();
    }

    static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || SEGMENT.indexOf(c) >= 0;
    }

    static void quote(byte[] octets, StringBuilder raw) {
        for (byte octet : octets) {
            raw.append('%').append(HEX.charAt(octet >> 4 & 15)).append(HEX.charAt(octet & 15));
        }
    }

    /**
     * A text from a converter: its slashes separate nothing, unless it spans segments.
     *
     * @throws IllegalArgumentException if it has half of a surrogate pair, for which there is no
     *     UTF-8
     */
    static String hold(String value, boolean spansSegments) {
        if (!UTF_8.newEncoder().canEncode(value)) {
            throw new IllegalArgumentException("a lone surrogate has no UTF-8");
        }
        return spansSegments ? value : value.replace('/', ENCODED_SLASH);
    }

    /** What a converter gets to see. */
    static String release(String text) {
        return text.replace(ENCODED_SLASH, '/');
    }

    /** Leaves one slash where several follow each other. */
    static String merge(String text) {
        StringBuilder merged = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '/' || i == 0 || text.charAt(i - 1) != '/') {
                merged.append(text.charAt(i));
            }
        }
        return merged.toString();
    }

    /**
     * Whether a segment is {@code .} or {@code ..}, which a client removes before it asks (RFC 3986
     * §5.2.4), and which leads astray where a value becomes the name of a file. Encoded slashes
     * count as slashes here.
     */
    static boolean hasDotSegment(String text) {
        String path = release(text);
        int start = 0;
        while (true) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            int length = end - start;
            if ((length == 1 || length == 2)
                    && path.startsWith("..".substring(2 - length), start)) {
                return true;
            }
            if (slash < 0) {
                return false;
            }
            start = end + 1;
        }
    }
}
