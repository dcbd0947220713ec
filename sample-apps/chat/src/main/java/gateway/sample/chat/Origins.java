package gateway.sample.chat;

import gateway.toolkit.request.Request;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose pages may open a WebSocket here (RFC 6455 section 10.2): browsers let a script connect to
 * any site, with the cookies of that site, and only say where the script is from.
 */
record Origins(Set<String> others) {
    /**
     * The site itself and some more.
     *
     * @param list such as {@code "https://a.example, https://b.example:8443"}
     */
    static Origins parse(String list) {
        return new Origins(
                Arrays.stream(list.split(",", -1))
                        .map(String::strip)
                        .filter(origin -> !origin.isEmpty())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** A request without an origin is from no page. */
    boolean allow(Request request) {
        String scheme = request.isSecure() ? "https" : "http";
        String own = scheme + "://" + request.host().withoutDefaultPort(scheme);
        return request.header("Origin")
                .map(origin -> origin.equals(own) || others.contains(origin))
                .orElse(true);
    }
}
