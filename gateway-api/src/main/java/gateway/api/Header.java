package gateway.api;

/**
 * One header field line of a response (RFC 9110 section 5).
 *
 * <p>A header that exists is safe to send: the constructor refuses anything that could split or
 * garble a message. Which headers an application may set at all is {@link
 * StartResponse#start(String, java.util.List, Throwable) start}'s to say.
 *
 * @param name a token: letters, digits and any of {@code !#$%&'*+-.^_`|~}, at least one (RESP-5);
 *     case is kept on the wire and means nothing
 * @param value a wire string without control characters except HTAB, and without white space at
 *     either end; may be empty (RESP-6)
 */
public record Header(String name, String value) {
    private static final String TOKEN_PUNCTUATION = "!#$%&'*+-.^_`|~";

    /**
     * Checks both parts.
     *
     * @throws NullPointerException if one is null
     * @throws IllegalArgumentException if one is malformed; the message names the clause
     */
    public Header {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("RESP-5: a header name is empty");
        }
        for (int i = 0; i < name.length(); i++) {
            if (!isTokenChar(name.charAt(i))) {
                throw new IllegalArgumentException(
                        "RESP-5: header name has " + show(name.charAt(i)) + " at index " + i);
            }
        }
        for (int i = 0; i < value.length(); i++) {
            if (!isValueChar(value.charAt(i))) {
                throw new IllegalArgumentException(
                        "RESP-6: value of "
                                + name
                                + " has "
                                + show(value.charAt(i))
                                + " at index "
                                + i);
            }
        }
        if (!value.isEmpty()
                && (isBlank(value.charAt(0)) || isBlank(value.charAt(value.length() - 1)))) {
            throw new IllegalArgumentException(
                    "RESP-6: value of " + name + " has white space at an end");
        }
    }

    private static boolean isTokenChar(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || TOKEN_PUNCTUATION.indexOf(c) >= 0;
    }

    private static boolean isValueChar(char c) {
        return (c >= ' ' && c <= 0xFF && c != 0x7F) || c == '\t';
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** The code point alone: a refused character must not reach a log. */
    private static String show(char c) {
        return String.format("U+%04X", (int) c);
    }
}
