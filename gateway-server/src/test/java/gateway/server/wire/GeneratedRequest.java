package gateway.server.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Environ;
import gateway.api.Header;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A request that chance has made, all of it allowed, with what an application must see of it: made
 * from the meaning to the octets, the other way round than a server reads it.
 */
final class GeneratedRequest {
    private static final String NAME_CHARS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-";
    private static final String METHOD_CHARS = NAME_CHARS + "!#$%&'*+.^_`|~";
    private static final String QUERY_CHARS = NAME_CHARS + "!$%&'*+.^_`|~" + "/?:@(),;=[]{}<>\"\\";
    private static final String PATH_LITERALS = NAME_CHARS + "!$&'()*+,;=:@._~/|^`\"<>[]{}\\";

    /** Names with a meaning of their own, which the headers below may not have by chance. */
    private static final List<String> TAKEN =
            List.of(
                    "CONNECTION",
                    "CONTENT-LENGTH",
                    "CONTENT-TYPE",
                    "COOKIE",
                    "EXPECT",
                    "HOST",
                    "PROXY",
                    "TE",
                    "TRANSFER-ENCODING",
                    "UPGRADE");

    private final RandomGenerator chance;
    private final StringBuilder octets = new StringBuilder();
    private final Map<String, Object> environ = new TreeMap<>();
    private final List<Header> headers = new ArrayList<>();
    private String body = "";

    private GeneratedRequest(RandomGenerator chance) {
        this.chance = chance;
    }

    /** Makes one. */
    static GeneratedRequest by(RandomGenerator chance) {
        GeneratedRequest request = new GeneratedRequest(chance);
        request.requestLine();
        request.headers();
        request.body();
        return request;
    }

    /** As it stands on the wire. */
    byte[] octets() {
        return octets.toString().getBytes(ISO_8859_1);
    }

    /** What the environ must have of it: every key that does not come from the connection. */
    Map<String, Object> environ() {
        return environ;
    }

    /** The value of {@code gateway.raw_headers}. */
    List<Header> headersInOrder() {
        return headers;
    }

    /** The body, one char per octet. */
    String bodyOctets() {
        return body;
    }

    private void requestLine() {
        String method = "X" + text(METHOD_CHARS, 0, 20); // None that a server has a word on.
        String path = path();
        StringBuilder rawPath = new StringBuilder();
        path.codePoints().forEach(c -> rawPath.append(encoded(c)));
        String query = text(QUERY_CHARS, 0, 40);
        String target = rawPath + (query.isEmpty() && chance.nextBoolean() ? "" : "?" + query);
        String host = text("abcdefghijklmnopqrstuvwxyz0123456789", 1, 20) + ":8080";
        boolean absolute = chance.nextInt(4) == 0;
        String uri = absolute ? "http://" + host + target : target;
        octets.append(method).append(' ').append(uri).append(" HTTP/1.1\r\n");
        header("Host", absolute ? "other.example" : host);
        environ.put("HTTP_HOST", host);
        environ.put(Environ.REQUEST_METHOD, method);
        environ.put(Environ.SCRIPT_NAME, "");
        environ.put(Environ.PATH_INFO, path);
        environ.put(Environ.RAW_SCRIPT_NAME, "");
        environ.put(Environ.RAW_PATH_INFO, rawPath.toString());
        environ.put(Environ.QUERY_STRING, query);
        environ.put(Environ.REQUEST_URI, uri);
        environ.put(Environ.SERVER_PROTOCOL, "HTTP/1.1");
    }

    /** A slash, and any characters of Unicode that are no controls of ASCII. */
    private String path() {
        StringBuilder path = new StringBuilder("/");
        for (int i = chance.nextInt(20); i > 0; i--) {
            int kind = chance.nextInt(4);
            int most = kind == 0 ? 0x80 : kind == 1 ? 0x800 : kind == 2 ? 0xD800 : 0x11_0000;
            int c = chance.nextInt(0x20, most);
            boolean surrogate = c >= 0xD800 && c < 0xE000;
            path.appendCodePoint(c == 0x7F || surrogate ? 'x' : c);
        }
        return path.toString();
    }

    private String encoded(int c) {
        if (PATH_LITERALS.indexOf(c) >= 0 && (c == '/' || chance.nextInt(4) > 0)) {
            return Character.toString(c);
        }
        StringBuilder text = new StringBuilder();
        for (byte octet : Character.toString(c).getBytes(UTF_8)) {
            text.append(String.format(chance.nextBoolean() ? "%%%02X" : "%%%02x", octet));
        }
        return text.toString();
    }

    private void headers() {
        for (int i = chance.nextInt(12); i > 0; i--) {
            boolean again = !headers.isEmpty() && chance.nextInt(3) == 0;
            String name =
                    again
                            ? headers.get(chance.nextInt(headers.size())).name()
                            : text(NAME_CHARS, 1, 20);
            if (!TAKEN.contains(name.toUpperCase(Locale.ROOT))) {
                String value = header(name, value());
                String key = "HTTP_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
                environ.merge(key, value, (one, two) -> one + ", " + two);
            }
        }
        if (chance.nextBoolean()) {
            environ.put(Environ.CONTENT_TYPE, header("content-TYPE", value()));
        }
        for (int i = chance.nextInt(3); i > 0; i--) {
            environ.merge("HTTP_COOKIE", header("Cookie", value()), (one, two) -> one + "; " + two);
        }
        if (chance.nextInt(3) == 0) {
            header("X_" + text(NAME_CHARS, 1, 5), value()); // No key (HDR-2).
        }
        if (chance.nextInt(3) == 0) {
            header("Proxy", value()); // Neither (HDR-8).
        }
    }

    private void body() {
        body = chance.nextBoolean() ? "" : octets(chance.nextInt(3_000));
        if (body.isEmpty() && chance.nextBoolean()) {
            octets.append("\r\n");
            environ.put(Environ.INPUT_LENGTH, 0L);
        } else if (chance.nextBoolean()) {
            String length = Integer.toString(body.length());
            header("Content-Length", "0".repeat(chance.nextInt(3)) + length);
            octets.append("\r\n").append(body);
            environ.put(Environ.CONTENT_LENGTH, length);
            environ.put(Environ.INPUT_LENGTH, (long) body.length());
        } else {
            header("Transfer-Encoding", "chunked");
            octets.append("\r\n");
            for (int at = 0; at < body.length(); ) {
                int size = Math.min(body.length() - at, chance.nextInt(1, 1_000));
                octets.append(Integer.toHexString(size)).append(extension()).append("\r\n");
                octets.append(body, at, at + size).append("\r\n");
                at += size;
            }
            octets.append("000").append(extension()).append("\r\n");
            octets.append(chance.nextBoolean() ? "" : "X-Trailer: y\r\n").append("\r\n");
            environ.put(Environ.INPUT_LENGTH, -1L);
        }
    }

    private String extension() {
        return chance.nextInt(4) == 0 ? "; name=\"va\\\"lue;\";x" : "";
    }

    /** Writes a field line with some white space, and returns its value. */
    private String header(String name, String value) {
        octets.append(name).append(':').append(text(" \t", 0, 3));
        octets.append(value).append(text(" \t", 0, 3)).append("\r\n");
        headers.add(new Header(name, value));
        return value;
    }

    /** Any octets that are allowed within, and visible ones at both ends. */
    private String value() {
        StringBuilder value = new StringBuilder();
        for (char c : octets(chance.nextInt(30)).toCharArray()) {
            value.append((c < ' ' && c != '\t') || c == 0x7F ? 'x' : c);
        }
        return value.isEmpty() ? "" : "[" + value + "]";
    }

    private String octets(int count) {
        StringBuilder any = new StringBuilder();
        for (int i = 0; i < count; i++) {
            any.append((char) chance.nextInt(256));
        }
        return any.toString();
    }

    private String text(String alphabet, int least, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = chance.nextInt(least, most + 1); i > 0; i--) {
            text.append(alphabet.charAt(chance.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
