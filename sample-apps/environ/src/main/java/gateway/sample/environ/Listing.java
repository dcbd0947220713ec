package gateway.sample.environ;

import java.util.Map;
import java.util.TreeMap;

/**
 * An environ as text: one {@code KEY = value} per line, in the order of the keys.
 *
 * <p>A string stands in quotes. Quotes, backslashes and every character that could end or reverse a
 * line are written as in Java source, in keys and in other values too, so that no value can look
 * like two lines.
 */
final class Listing {
    private Listing() {}

    static String of(Map<String, Object> environ) {
        StringBuilder text = new StringBuilder("Hello world!\n\n");
        new TreeMap<>(environ)
                .forEach(
                        (key, value) -> {
                            escape(key, text);
                            text.append(" = ");
                            if (value instanceof String string) {
                                text.append('"');
                                escape(string, text);
                                text.append('"');
                            } else {
                                escape(value.toString(), text);
                            }
                            text.append('\n');
                        });
        return text.toString();
    }

    private static void escape(String raw, StringBuilder text) {
        raw.codePoints()
                .forEach(
                        c -> {
                            switch (c) {
                                case '"' -> text.append("\\\"");
                                case '\\' -> text.append("\\\\");
                                case '\n' -> text.append("\\n");
                                case '\r' -> text.append("\\r");
                                case '\t' -> text.append("\\t");
                                default -> {
                                    if (isVisible(c)) {
                                        text.appendCodePoint(c);
                                    } else {
                                        for (char unit : Character.toChars(c)) {
                                            text.append(String.format("\\u%04X", (int) unit));
                                        }
                                    }
                                }
                            }
                        });
    }

    /** False for what ends a line, changes its direction, or has no place of its own in it. */
    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED ->
                    false;
            default -> true;
        };
    }
}
