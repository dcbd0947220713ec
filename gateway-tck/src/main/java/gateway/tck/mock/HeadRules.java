package gateway.tck.mock;

import gateway.api.Header;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What of a head an application may set (chapter 8). */
final class HeadRules {
    private static final Pattern STATUS =
            Pattern.compile("([0-9]{3})( [\\t -~\\x80-\\xff]*)?", Pattern.DOTALL);
    private static final Set<String> SERVERS =
            Set.of(
                    "status",
                    "keep-alive",
                    "proxy-connection",
                    "te",
                    "transfer-encoding",
                    "upgrade");
    private static final Set<String> NOT_IN_TRAILERS =
            Set.of(
                    "authorization",
                    "connection",
                    "content-encoding",
                    "content-length",
                    "content-range",
                    "content-type",
                    "cookie",
                    "expect",
                    "host",
                    "keep-alive",
                    "max-forwards",
                    "proxy",
                    "proxy-authorization",
                    "proxy-connection",
                    "range",
                    "set-cookie",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");

    private HeadRules() {}

    static int code(String status) {
        if (!STATUS.matcher(status).matches()) {
            throw new IllegalArgumentException("RESP-1: not a status");
        }
        int code = Integer.parseInt(status.substring(0, 3));
        if (code < 200 || code > 599) {
            throw new IllegalArgumentException("RESP-2: not a final status: " + code);
        }
        return code;
    }

    static List<Header> check(List<Header> headers) {
        List<Header> copy = List.copyOf(headers);
        int lengths = 0;
        for (Header header : copy) {
            String name = header.name().toLowerCase(Locale.ROOT);
            boolean connection = name.equals("connection");
            if (SERVERS.contains(name)
                    || (connection && !header.value().equalsIgnoreCase("close"))) {
                throw new IllegalArgumentException("RESP-7: " + header.name());
            }
            if (name.equals("content-length")) {
                lengths++;
                checkLength(header.value());
            }
        }
        if (lengths > 1) {
            throw new IllegalArgumentException("RESP-9: more than one Content-Length");
        }
        return copy;
    }

    static List<Header> checkInterim(List<Header> headers) {
        for (Header header : check(headers)) {
            if (header.name().equalsIgnoreCase("Connection")
                    || header.name().equalsIgnoreCase("Content-Length")) {
                throw new IllegalArgumentException("EXT-3: " + header.name());
            }
        }
        return List.copyOf(headers);
    }

    static List<Header> checkTrailers(List<Header> headers) {
        for (Header header : check(headers)) {
            if (isNoTrailer(header.name())) {
                throw new IllegalArgumentException("EXT-4: " + header.name());
            }
        }
        return List.copyOf(headers);
    }

    /** Whether a field must not be in a trailer section (EXT-5). */
    static boolean isNoTrailer(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return NOT_IN_TRAILERS.contains(lower) || lower.startsWith("if-");
    }

    private static void checkLength(String value) {
        try {
            if (value.matches("[0-9]+") && Long.parseLong(value) >= 0) {
                return;
            }
        } catch (NumberFormatException e) {
            // Does not fit, said below.
        }
        throw new IllegalArgumentException("RESP-9: Content-Length " + value);
    }
}
