package gateway.server.wire;

/**
 * The notation of octets in a {@code .wire} file.
 *
 * <p>Visible ASCII and space stand for themselves, {@code \r \n \t \0 \\} and {@code \xHH} for one
 * octet, and <code>{N*text}</code> for N times the text, which may hold such a repetition itself. A
 * literal brace is {@code \x7B} or {@code \x7D}.
 */
final class Notation {
    private final String text;
    private int at;

    private Notation(String text) {
        this.text = text;
    }

    /**
     * The octets that a text means, as a wire string: one char of U+0000 to U+00FF per octet.
     *
     * @throws IllegalArgumentException if the text is not in this notation
     */
    static String read(String text) {
        Notation notation = new Notation(text);
        String octets = notation.sequence();
        if (notation.at < text.length()) {
            throw notation.wrong("a brace that opens nothing");
        }
        return octets;
    }

    /**
     * The text for a string: the escapes of this notation for what a reader would not see, and a
     * backslash, {@code u} and four hexadecimal digits for what is no octet.
     */
    static String show(String string) {
        StringBuilder text = new StringBuilder(string.length());
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '\r' -> text.append("\\r");
                case '\n' -> text.append("\\n");
                case '\t' -> text.append("\\t");
                case '\0' -> text.append("\\0");
                case '\\' -> text.append("\\\\");
                default -> {
                    if (c < ' ' || (c >= 0x7F && c <= 0xA0)) {
                        text.append(String.format("\\x%02X", (int) c));
                    } else if (c > 0xFF) {
                        text.append(String.format("\\u%04X", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        return text.toString();
    }

    /** Up to the end or a closing brace, which stays. */
    private String sequence() {
        StringBuilder octets = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '}') {
            char c = text.charAt(at++);
            switch (c) {
                case '\\' -> octets.append(escape());
                case '{' -> octets.append(repetition());
                default -> {
                    if (c < ' ' || c > '~') {
                        throw wrong(String.format("U+%04X, which needs an escape", (int) c));
                    }
                    octets.append(c);
                }
            }
        }
        return octets.toString();
    }

    private char escape() {
        if (at == text.length()) {
            throw wrong("a backslash at the end");
        }
        char c = text.charAt(at++);
        return switch (c) {
            case 'r' -> '\r';
            case 'n' -> '\n';
            case 't' -> '\t';
            case '0' -> '\0';
            case '\\' -> '\\';
            case 'x' -> hex();
            default -> throw wrong("an unknown escape");
        };
    }

    private char hex() {
        int value = 0;
        for (int end = at + 2; at < end; at++) {
            int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
            if (digit < 0) {
                throw wrong("\\x without two hexadecimal digits");
            }
            value = value * 16 + digit;
        }
        return (char) value;
    }

    /** After the opening brace: {@code N*text} and the closing one. */
    private String repetition() {
        int star = text.indexOf('*', at);
        if (star < 0 || !text.substring(at, star).matches("[1-9][0-9]{0,6}")) {
            throw wrong("a repetition without a number and a star");
        }
        int times = Integer.parseInt(text, at, star, 10);
        at = star + 1;
        String once = sequence();
        if (at == text.length()) {
            throw wrong("a repetition without its closing brace");
        }
        at++;
        return once.repeat(times);
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(what + " before column " + (at + 1) + " of " + text);
    }
}
