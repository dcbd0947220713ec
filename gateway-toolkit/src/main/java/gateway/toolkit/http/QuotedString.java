package gateway.toolkit.http;

/** Text in quotation marks, where a token is too narrow (RFC 9110 section 5.6.4). */
public final class QuotedString {
    private QuotedString() {}

    /**
     * Puts text into quotation marks.
     *
     * @param text any text without control characters other than tab
     * @return the quoted string
     * @throws IllegalArgumentException if there is a control character
     */
    public static String quote(String text) {
        HttpChars.requireNoControl("quoted text", text);
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\');
            }
            quoted.append(c);
        }
        return quoted.append('"').toString();
    }

    /**
     * Puts text into quotation marks unless it is a token.
     *
     * @param text any text without control characters other than tab
     * @return the token, or the quoted string
     * @throws IllegalArgumentException if there is a control character
     */
    public static String quoteIfNeeded(String text) {
        return HttpChars.isToken(text) ? text : quote(text);
    }

    /**
     * Takes text out of its quotation marks.
     *
     * @param text anything
     * @return the text within, if this is one whole quoted string; otherwise {@code text} itself
     */
    public static String unquote(String text) {
        FieldReader reader = new FieldReader(text);
        return reader.quotedString().filter(within -> reader.atEnd()).orElse(text);
    }
}
