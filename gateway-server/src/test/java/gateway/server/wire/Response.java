package gateway.server.wire;

import java.util.List;
import java.util.Map;

/**
 * A response as a client read it.
 *
 * @param status the three digits
 * @param fields names in lower case, values trimmed, in order
 * @param body one char per octet
 */
public record Response(int status, List<Map.Entry<String, String>> fields, String body) {
    /** The values of a field, by its name in lower case. */
    public List<String> values(String name) {
        return fields.stream()
                .filter(f -> f.getKey().equals(name))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Whether it announces the connection's end. */
    public boolean closes() {
        return values("connection").stream().anyMatch("close"::equalsIgnoreCase);
    }
}
