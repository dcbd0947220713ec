package gateway.toolkit.http;

import java.util.OptionalLong;

/** The character classes of RFC 9110 section 5.6, and what follows from them alone. */
final class HttpChars {
    private static final String TOKEN_PUNCTUATION = "!#$%&'*+-.^_`|~";
    private static final boolean[] TOKEN = new boolean[128];

    static {
        for (char c = '!'; c < 127; c++) {
            TOKEN[c] = isAlphanumeric(c) || TOKEN_PUNCTUATION.indexOf(c) >= 0;
        }
    }

    private HttpChars() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isAlphanumeric(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isTokenChar(char c) {
        return c < 128 && TOKEN[c];
    }

    /** A space or a tab: all the white space that a field value may have. */
    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** A control character that no field value may have. */
    static boolean isControl(char c) {
        return (c < ' ' && c != '\t') || c == 0x7F;
    }

    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isTokenChar(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** Letters, digits and {@code -._~+/}, at least one, then any number of {@code =}. */
    static boolean isToken68(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (!isAlphanumeric(c) && "-._~+/".indexOf(c) < 0) {
                return false;
            }
        }
        return end > 0;
    }

    static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** ASCII letters only, whatever the locale: U+212A does not become a k. */
    static String lower(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                return lowerFrom(text, i);
            }
        }
        return text;
    }

    private static String lowerFrom(String text, int start) {
        StringBuilder lower = new StringBuilder(text);
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower.setCharAt(i, (char) (c + 32));
            }
        }
        return lower.toString();
    }

    /** {@return ASCII digits as a number, {@link Long#MAX_VALUE} if larger; empty if not digits} */
    static OptionalLong number(String digits) {
        if (digits.isEmpty()) {
            return OptionalLong.empty();
        }
        long number = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (!isDigit(c)) {
                return OptionalLong.empty();
            }
            int digit = c - '0';
            number = number > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : number * 10 + digit;
        }
        return OptionalLong.of(number);
    }

    static void requireToken(String what, String text) {
        if (!isToken(text)) {
            throw new IllegalArgumentException(what + " is not a token");
        }
    }

    static void requireNoControl(String what, String text) {
        if (hasControl(text)) {
            throw new IllegalArgumentException(what + " has a control character");
        }
    }
}
