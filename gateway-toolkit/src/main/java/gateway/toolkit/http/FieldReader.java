package gateway.toolkit.http;

import java.util.Optional;

/**
 * A place in a field value that only moves on: every method looks at each character it passes a
 * bounded number of times, which keeps all parsers of this package linear.
 */
final class FieldReader {
    private final String text;
    private int at;

    FieldReader(String text) {
        this.text = text;
    }

    boolean atEnd() {
        return at == text.length();
    }

    boolean at(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    int position() {
        return at;
    }

    String from(int start) {
        return text.substring(start, at);
    }

    /** {@return everything from here on} */
    String rest() {
        int start = at;
        at = text.length();
        return from(start);
    }

    void skipBlanks() {
        while (at < text.length() && HttpChars.isBlank(text.charAt(at))) {
            at++;
        }
    }

    boolean take(char c) {
        if (at(c)) {
            at++;
            return true;
        }
        return false;
    }

    /** {@return the longest token from here; may be empty} */
    String token() {
        int start = at;
        while (at < text.length() && HttpChars.isTokenChar(text.charAt(at))) {
            at++;
        }
        return from(start);
    }

    /** {@return what is before the next of these characters, a blank, a control or the end} */
    String visibleUntil(String stops) {
        int start = at;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (HttpChars.isBlank(c) || HttpChars.isControl(c) || stops.indexOf(c) >= 0) {
                break;
            }
            at++;
        }
        return from(start);
    }

    /**
     * Reads a quoted string from its first quotation mark to behind its last (RFC 9110 section
     * 5.6.4).
     *
     * @return the text within; empty if it never ends, in which case the rest of the text is
     *     passed, or if it has a control character
     */
    Optional<String> quotedString() {
        return quotedString(false);
    }

    /**
     * The same as browsers write file names: a backslash that does not stand before a quotation
     * mark or another backslash is itself.
     */
    Optional<String> quotedFileName() {
        return quotedString(true);
    }

    private Optional<String> quotedString(boolean bareBackslashes) {
        if (!take('"')) {
            return Optional.empty();
        }
        StringBuilder within = new StringBuilder();
        boolean valid = true;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return valid ? Optional.of(within.toString()) : Optional.empty();
            }
            if (c == '\\' && at < text.length()) {
                c = text.charAt(at++);
                if (bareBackslashes && c != '"' && c != '\\') {
                    within.append('\\');
                }
            }
            valid &= !HttpChars.isControl(c);
            within.append(c);
        }
        return Optional.empty();
    }

    /**
     * Moves to the next of these separators that is outside quoted strings, or to the end.
     *
     * @return false if a quoted string on the way never ends
     */
    boolean skipTo(char separator) {
        while (at < text.length() && text.charAt(at) != separator) {
            if (at('"')) {
                if (!skipQuotedString()) {
                    return false;
                }
            } else {
                at++;
            }
        }
        return true;
    }

    private boolean skipQuotedString() {
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return true;
            }
            if (c == '\\' && at < text.length()) {
                at++;
            }
        }
        return false;
    }
}
