package gateway.toolkit.validator;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Paths as they are on the wire (STR-2, STR-5). */
final class RawPath {
    private RawPath() {}

    /**
     * The path with its escapes decoded once, as strict UTF-8; empty if an escape is malformed or
     * the octets are no UTF-8.
     */
    static Optional<String> decode(String raw) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                int octet = hex(raw, i + 1) * 16 + hex(raw, i + 2);
                if (octet < 0) {
                    return Optional.empty();
                }
                octets.write(octet);
                i += 2;
            } else if (c <= 0xFF) {
                octets.write(c);
            } else {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(octets.toByteArray()))
                            .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /**
     * The path of a request target in origin form, absolute form or {@code *} (RFC 9112 section
     * 3.2); empty for any other.
     */
    static Optional<String> ofTarget(String method, String target) {
        if (target.startsWith("/") || target.equals("*")) {
            return Optional.of(upToQuery(target));
        }
        int scheme = target.indexOf("://");
        if (scheme <= 0) {
            return Optional.empty();
        }
        int end = scheme + "://".length();
        while (end < target.length() && "/?".indexOf(target.charAt(end)) < 0) {
            end++;
        }
        String rest = target.substring(end);
        if (rest.isEmpty() && method.equals("OPTIONS")) {
            return Optional.of("*");
        }
        String path = upToQuery(rest);
        return Optional.of(path.isEmpty() ? "/" : path);
    }

    /** The query of a request target, {@code ""} for none. */
    static String queryOfTarget(String target) {
        return target.substring(Math.min(target.length(), upToQuery(target).length() + 1));
    }

    private static String upToQuery(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** The digit's value; far below zero if there is none. */
    private static int hex(String text, int index) {
        int digit = index < text.length() ? Character.digit(text.charAt(index), 16) : -1;
        boolean isAscii = index < text.length() && text.charAt(index) < 0x80;
        return digit < 0 || !isAscii ? -1000 : digit;
    }
}
