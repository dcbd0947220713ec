package gateway.toolkit.http;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The field {@code Cookie} of a request (RFC 6265 sections 4.2 and 5.4).
 *
 * <p>A cookie without a name is left out, also one without an equals sign: a browser that was given
 * {@code =__Host-id=x} must not pass for one that was given {@code __Host-id} (CVE-2023-23934). A
 * semicolon always ends a cookie, also within quotation marks: otherwise whoever sets two cookies
 * could make a server read those between them as one value.
 */
public final class Cookies {
    private Cookies() {}

    /**
     * Reads the cookies of a request.
     *
     * @param text a wire string; octets are read as UTF-8
     * @return names and values in order; of several with one name a browser sends the most specific
     *     first
     */
    public static Pairs parse(String text) {
        List<Pairs.Pair> cookies = new ArrayList<>();
        int start = 0;
        int equals = -1;
        while (start < text.length()) {
            int semicolon = text.indexOf(';', start);
            int end = semicolon < 0 ? text.length() : semicolon;
            if (equals < start) {
                equals = text.indexOf('=', start);
            }
            if (equals < 0) {
                break;
            }
            if (equals < end) {
                String name = HttpChars.trim(text.substring(start, equals));
                String value = HttpChars.trim(text.substring(equals + 1, end));
                if (!name.isEmpty()) {
                    cookies.add(
                            new Pairs.Pair(CookieValue.decode(name), CookieValue.decode(value)));
                }
            }
            start = end + 1;
        }
        return new Pairs(cookies);
    }

    /**
     * Writes the cookies of a request.
     *
     * @param cookies names are tokens, values any text
     * @return ASCII; {@link #parse} gives the same cookies back
     * @throws IllegalArgumentException if a name is not a token
     */
    public static String format(Pairs cookies) {
        return cookies.list().stream().map(Cookies::format).collect(Collectors.joining("; "));
    }

    private static String format(Pairs.Pair cookie) {
        HttpChars.requireToken("a cookie name", cookie.name());
        return cookie.name() + "=" + CookieValue.encode(cookie.value());
    }
}
