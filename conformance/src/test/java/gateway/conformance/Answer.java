package gateway.conformance;

import java.util.Map;

/**
 * One response as it stood on the wire.
 *
 * @param fields by lower-case name; the last line of a name wins
 * @param text the body without transfer coding, one char per octet
 */
record Answer(int status, Map<String, String> fields, String text) {
    /** Whether the server has announced that it closes the connection. */
    boolean closes() {
        return "close".equalsIgnoreCase(fields.get("connection"));
    }
}
