package gateway.toolkit.proxy;

import gateway.api.Environ;
import gateway.api.Header;
import gateway.toolkit.http.FieldNames;
import gateway.toolkit.http.PercentCoding;
import gateway.toolkit.http.TokenSet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The head of the request that an upstream gets. */
final class ForwardedRequest {
    /** Those that the proxy says itself; whatever a client has said in their place is left out. */
    private static final Set<String> OURS =
            Set.of(
                    "host",
                    "content-length",
                    "expect",
                    "via",
                    "forwarded",
                    "x-forwarded-for",
                    "x-forwarded-proto",
                    "x-forwarded-host",
                    "x-forwarded-port",
                    "x-forwarded-prefix");

    private static final Pattern DOT_SEGMENT =
            Pattern.compile("(?:^|[/\\\\])\\.\\.?(?:[/\\\\;]|$)");

    private ForwardedRequest() {}

    /** Whether the body goes out in chunks, since nobody knows its length. */
    static boolean isChunked(Map<String, Object> environ) {
        return Environ.inputLength(environ) < 0;
    }

    /**
     * The head with its empty line, as a wire string.
     *
     * @throws IllegalArgumentException if somebody has put into the environ what no head may have
     */
    static String head(Map<String, Object> environ, Upstream upstream) {
        String method = Environ.method(environ);
        String target = target(environ, upstream);
        boolean isLine =
                new Header(method, "").name().equals(method)
                        && target.chars().allMatch(c -> c > ' ' && c < 0x7F);
        if (!isLine) {
            throw new IllegalArgumentException("STR-10: not a request target");
        }
        StringBuilder head =
                new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        for (Header field : fields(environ, upstream)) {
            head.append(field.name()).append(": ").append(field.value()).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    /**
     * Whether the path has a segment {@code .} or {@code ..}, however it is written: an upstream
     * may take a backslash or {@code %2F} for a slash, and cut parameters off behind a semicolon.
     * With it the request could leave what is forwarded.
     */
    static boolean hasDotSegment(Map<String, Object> environ) {
        String path = text(environ, Environ.RAW_SCRIPT_NAME) + text(environ, Environ.RAW_PATH_INFO);
        return DOT_SEGMENT.matcher(PercentCoding.decode(path)).find();
    }

    private static String target(Map<String, Object> environ, Upstream upstream) {
        String path = text(environ, Environ.RAW_PATH_INFO);
        if (path.equals("*")) {
            return path; // The server as a whole is meant (STR-9), whatever the prefix.
        }
        if (!upstream.isRemovingPrefix()) {
            path = text(environ, Environ.RAW_SCRIPT_NAME) + path;
        }
        path = upstream.basePath() + path;
        boolean query = text(environ, Environ.REQUEST_URI).indexOf('?') >= 0;
        return (path.startsWith("/") ? path : "/" + path)
                + (query ? "?" + Environ.queryString(environ) : "");
    }

    private static List<Header> fields(Map<String, Object> environ, Upstream upstream) {
        List<Header> fields = new ArrayList<>();
        Optional<String> host = Environ.header(environ, "Host");
        fields.add(new Header("Host", upstream.hostField(host)));
        TokenSet named = TokenSet.parse(Environ.header(environ, "Connection").orElse(""));
        TokenSet replaced = new TokenSet(upstream.headers().stream().map(Header::name).toList());
        sent(environ)
                .forEach(
                        (name, value) -> {
                            if (!FieldNames.isHopByHop(name)
                                    && !OURS.contains(name.toLowerCase(Locale.ROOT))
                                    && !named.contains(name)
                                    && !replaced.contains(name)) {
                                fields.add(new Header(name, value));
                            }
                        });
        fields.addAll(upstream.headers());
        if (environ.get(Environ.CONTENT_LENGTH) instanceof String length) {
            fields.add(new Header("Content-Length", length));
        } else if (isChunked(environ)) {
            fields.add(new Header("Transfer-Encoding", "chunked"));
        }
        boolean trailers = wantsTrailers(environ);
        if (trailers) {
            fields.add(new Header("TE", "trailers"));
        }
        fields.add(new Header("Connection", trailers ? "close, TE" : "close"));
        addOurs(environ, upstream, host, fields);
        return fields;
    }

    static boolean wantsTrailers(Map<String, Object> environ) {
        return Environ.header(environ, "TE")
                .map(te -> TokenSet.parse(te).contains("trailers"))
                .orElse(false);
    }

    private static void addOurs(
            Map<String, Object> environ,
            Upstream upstream,
            Optional<String> host,
            List<Header> fields) {
        String received = text(environ, Environ.SERVER_PROTOCOL).replace("HTTP/", "");
        fields.add(
                new Header(
                        "Via",
                        Environ.header(environ, "Via").map(via -> via.strip() + ", ").orElse("")
                                + received
                                + " gateway"));
        if (environ.get(Environ.REMOTE_ADDR) instanceof String address) {
            fields.add(new Header("X-Forwarded-For", address));
        }
        fields.add(new Header("X-Forwarded-Proto", text(environ, Environ.URL_SCHEME)));
        host.ifPresent(name -> fields.add(new Header("X-Forwarded-Host", name)));
        String prefix = text(environ, Environ.RAW_SCRIPT_NAME);
        if (upstream.isRemovingPrefix() && !prefix.isEmpty()) {
            fields.add(new Header("X-Forwarded-Prefix", prefix));
        }
    }

    /** {@code HTTP_X_A} as {@code X-A}; Content-Type, too. */
    private static Map<String, String> sent(Map<String, Object> environ) {
        Map<String, String> sent = new TreeMap<>();
        environ.forEach(
                (key, value) -> {
                    if (value instanceof String text) {
                        if (key.startsWith("HTTP_")) {
                            sent.put(name(key.substring("HTTP_".length())), text.strip());
                        } else if (key.equals(Environ.CONTENT_TYPE)) {
                            sent.put("Content-Type", text.strip());
                        }
                    }
                });
        return sent;
    }

    private static String name(String key) {
        StringBuilder name = new StringBuilder(key.length());
        boolean first = true;
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i) == '_' ? '-' : key.charAt(i);
            name.append(first || c < 'A' || c > 'Z' ? c : (char) (c - 'A' + 'a'));
            first = c == '-';
        }
        return name.toString();
    }

    private static String text(Map<String, Object> environ, String key) {
        if (environ.get(key) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("the environ has no " + key);
    }
}
