package gateway.bench.app;

import java.util.Locale;

/**
 * What {@code /json} answers with.
 *
 * @param message any text
 */
record Message(String message) {
    /** {@return an object with one member, by RFC 8259} */
    String toJson() {
        StringBuilder json = new StringBuilder(message.length() + 16).append("{\"message\":\"");
        for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append("\"}").toString();
    }
}
