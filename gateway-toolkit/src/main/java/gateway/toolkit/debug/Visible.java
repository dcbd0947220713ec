package gateway.toolkit.debug;

/** Text that looks like what it is: nothing in it ends a line, reverses one, or is invisible. */
final class Visible {
    private Visible() {}

    /** On one line: what is not visible is written as in Java source. */
    static String line(String raw) {
        StringBuilder text = new StringBuilder(raw.length() + 8);
        raw.codePoints().forEach(c -> append(c, text));
        return text.toString();
    }

    /** On several lines: line feeds and tabs stay. */
    static String lines(String raw) {
        StringBuilder text = new StringBuilder(raw.length() + 8);
        raw.replace("\r\n", "\n")
                .codePoints()
                .forEach(
                        c -> {
                            if (c == '\n' || c == '\t') {
                                text.append((char) c);
                            } else {
                                append(c, text);
                            }
                        });
        return text.toString();
    }

    /** In quotation marks, on one line. */
    static String quoted(String raw) {
        StringBuilder text = new StringBuilder(raw.length() + 10).append('"');
        raw.codePoints()
                .forEach(
                        c -> {
                            if (c == '"' || c == '\\') {
                                text.append('\\');
                            }
                            append(c, text);
                        });
        return text.append('"').toString();
    }

    private static void append(int c, StringBuilder text) {
        switch (c) {
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
