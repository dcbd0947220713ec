package gateway.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A request target in origin, absolute or asterisk form (RFC 9112 section 3.2), its path decoded
 * once (STR-2).
 *
 * @param text as received
 * @param rawPath its path as received: {@code "/…"} or {@code "*"}
 * @param path the same percent-decoded and read as UTF-8
 * @param query what follows the first question mark, as received; {@code ""} for none
 * @param authority of the absolute form, else {@code ""}
 */
public record RequestTarget(
        String text, String rawPath, String path, String query, String authority) {
    private static final RequestTarget ROOT = new RequestTarget("/", "/", "/", "", "");

    /**
     * Takes a target apart.
     *
     * @param text visible ASCII without {@code #}
     */
    static RequestTarget parse(String method, String text) throws RefusedException {
        if (text.equals("/")) {
            return ROOT;
        }
        if (text.charAt(0) == '/') {
            return split(text, text, "");
        }
        if (text.equals("*")) {
            if (!method.equals("OPTIONS")) {
                throw new RefusedException(Rule.TARGET_FORM);
            }
            return new RequestTarget(text, "*", "*", "", "");
        }
        return parseAbsolute(method, text);
    }

    boolean hasEncodedSlash() {
        for (int i = rawPath.indexOf('%'); i >= 0; i = rawPath.indexOf('%', i + 1)) {
            if (rawPath.startsWith("2F", i + 1)
                    || rawPath.startsWith("2f", i + 1)
                    || rawPath.startsWith("5C", i + 1)
                    || rawPath.startsWith("5c", i + 1)) {
                return true;
            }
        }
        return false;
    }

    private static RequestTarget parseAbsolute(String method, String text) throws RefusedException {
        int colon = text.indexOf("://");
        String scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new RefusedException(Rule.TARGET_FORM);
        }
        int start = colon + "://".length();
        int end = start;
        while (end < text.length() && text.charAt(end) != '/' && text.charAt(end) != '?') {
            end++;
        }
        String authority = text.substring(start, end);
        if (!Host.isValid(authority)) {
            throw new RefusedException(Rule.TARGET_AUTHORITY);
        }
        if (end == text.length() && method.equals("OPTIONS")) {
            return new RequestTarget(text, "*", "*", "", authority); // RFC 9112 section 3.2.4
        }
        String rest = text.substring(end);
        return split(text, rest.startsWith("/") ? rest : "/" + rest, authority);
    }

    private static RequestTarget split(String text, String pathAndQuery, String authority)
            throws RefusedException {
        int mark = pathAndQuery.indexOf('?');
        String rawPath = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
        String query = mark < 0 ? "" : pathAndQuery.substring(mark + 1);
        String path = rawPath.indexOf('%') < 0 ? rawPath : decode(rawPath);
        return new RequestTarget(text, rawPath, path, query, authority);
    }

    /** Percent-decodes once, then reads strictly as UTF-8. */
    private static String decode(String rawPath) throws RefusedException {
        byte[] octets = new byte[rawPath.length()];
        int length = 0;
        boolean ascii = true;
        for (int i = 0; i < rawPath.length(); i++) {
            int octet = rawPath.charAt(i);
            if (octet == '%') {
                int high = i + 2 < rawPath.length() ? Octets.hex(rawPath.charAt(i + 1)) : -1;
                int low = high < 0 ? -1 : Octets.hex(rawPath.charAt(i + 2));
                if (low < 0) {
                    throw new RefusedException(Rule.PATH_ENCODING);
                }
                octet = high << 4 | low;
                if (octet < 0x20 || octet == 0x7F) {
                    throw new RefusedException(Rule.PATH_CONTROL);
                }
                ascii &= octet < 0x80;
                i += 2;
            }
            octets[length++] = (byte) octet;
        }
        if (ascii) {
            return new String(octets, 0, length, StandardCharsets.ISO_8859_1);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RefusedException(Rule.PATH_UTF8);
        }
    }
}
