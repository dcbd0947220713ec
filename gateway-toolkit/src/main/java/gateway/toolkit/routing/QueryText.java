package gateway.toolkit.routing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/** Writes arguments as a query, as HTML forms do: a space is a plus sign. */
final class QueryText {
    private QueryText() {}

    /** Names in the order of the map; an {@code Iterable} gives several, an empty one none. */
    static String of(Map<String, Object> values) {
        StringBuilder query = new StringBuilder();
        values.forEach(
                (name, value) -> {
                    if (value instanceof Iterable<?> several) {
                        several.forEach(one -> append(name, one, query));
                    } else {
                        append(name, value, query);
                    }
                });
        return query.toString();
    }

    private static void append(String name, Object value, StringBuilder query) {
        if (query.length() > 0) {
            query.append('&');
        }
        quote(name, query);
        query.append('=');
        quote(value.toString(), query);
    }

    private static void quote(String text, StringBuilder query) {
        for (byte octet : text.getBytes(UTF_8)) {
            if ((octet >= 'a' && octet <= 'z')
                    || (octet >= 'A' && octet <= 'Z')
                    || (octet >= '0' && octet <= '9')
                    || "-._~".indexOf(octet) >= 0) {
                query.append((char) octet);
            } else if (octet == ' ') {
                query.append('+');
            } else {
                PathText.quote(new byte[] {octet}, query);
            }
        }
    }
}
