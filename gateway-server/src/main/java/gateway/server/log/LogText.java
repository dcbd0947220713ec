package gateway.server.log;

/**
 * Text on its way to a log, which a client may have a part in. It stays one line, moves no cursor
 * and colours nothing: whatever could is written as an escape.
 */
public final class LogText {
    private LogText() {}

    /**
     * The same with {@code \xHH} for each control character (U+0000 to U+001F, U+007F to U+009F)
     * but HTAB, and <code>\</code><code>uHHHH</code> for what ends a line or turns its direction
     * elsewhere in Unicode, and for lone surrogates.
     */
    public static String of(String text) {
        int plain = 0;
        while (plain < text.length() && isHarmless(text, plain)) {
            plain++;
        }
        if (plain == text.length()) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16).append(text, 0, plain);
        for (int i = plain; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isHarmless(text, i)) {
                escaped.append(c);
            } else {
                escaped.append(String.format(c < 0x100 ? "\\x%02x" : "\\u%04x", (int) c));
            }
        }
        return escaped.toString();
    }

    private static boolean isHarmless(String text, int index) {
        char c = text.charAt(index);
        if (c < 0x7F) {
            return c >= ' ' || c == '\t';
        }
        if (Character.isHighSurrogate(c)) {
            return index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
