package gateway.toolkit.routing;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.toolkit.http.PercentCoding;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The text in which paths are compared: decoded, but with {@link #ENCODED_SLASH} for a slash that
 * was percent-encoded, so that it separates nothing.
 */
final class PathText {
    /** A lone surrogate: strict UTF-8 never decodes to one. */
    static final char ENCODED_SLASH = '\uD800';

    private PathText() {}

    /**
     * Decodes a path once (STR-2); empty if an escape is malformed or the octets are not UTF-8.
     * Characters beyond ASCII stand for themselves.
     */
    static Optional<String> decode(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        int start = 0;
        while (true) {
            int slash = encodedSlash(raw, start);
            Optional<String> part = PercentCoding.decodeStrictly(raw.substring(start, slash));
            if (part.isEmpty()) {
                return Optional.empty();
            }
            text.append(part.get());
            if (slash == raw.length()) {
                return Optional.of(text.toString());
            }
            text.append(ENCODED_SLASH);
            start = slash + "%2F".length();
        }
    }

    /** Where the next encoded slash begins; the end of the path where there is none. */
    private static int encodedSlash(String raw, int from) {
        for (int at = raw.indexOf("%2", from); at >= 0; at = raw.indexOf("%2", at + 2)) {
            if (at + 2 < raw.length() && (raw.charAt(at + 2) | 0x20) == 'f') {
                return at;
            }
        }
        return raw.length();
    }

    /** Quotes a text for the path of a URL; slashes stay. */
    static String encode(String text) {
        return Arrays.stream(text.split(String.valueOf(ENCODED_SLASH), -1))
                .map(PercentCoding::encodePath)
                .collect(Collectors.joining("%2F"));
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

    /** Several slashes at the beginning count as one; an encoded one may stand there (ENV-7). */
    static String withOneSlash(String path) {
        String text =
                !path.isEmpty() && path.charAt(0) == ENCODED_SLASH ? "/" + path.substring(1) : path;
        int slashes = 0;
        while (slashes < text.length() && text.charAt(slashes) == '/') {
            slashes++;
        }
        return slashes > 1 ? text.substring(slashes - 1) : text;
    }
}
