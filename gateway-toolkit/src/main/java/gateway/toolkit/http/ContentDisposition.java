package gateway.toolkit.http;

import java.util.Optional;

/**
 * What a client shall do with content, and under which name (RFC 6266; in forms RFC 7578 section
 * 4.2).
 *
 * @param type a token in lower case: {@code inline}, {@code attachment} or {@code form-data}
 * @param parameters {@code filename}, {@code name} and others
 */
public record ContentDisposition(String type, Parameters parameters) {
    /**
     * Writes the type in lower case.
     *
     * @throws IllegalArgumentException if it is not a token
     */
    public ContentDisposition {
        HttpChars.requireToken("a disposition type", type);
        type = HttpChars.lower(type);
    }

    /**
     * {@return content to be saved}
     *
     * @param filename the name that is proposed; any text
     */
    public static ContentDisposition attachment(String filename) {
        return new ContentDisposition("attachment", Parameters.of("filename", filename));
    }

    /**
     * {@return content to be shown}
     *
     * @param filename the name that is proposed to those who save it; any text
     */
    public static ContentDisposition inline(String filename) {
        return new ContentDisposition("inline", Parameters.of("filename", filename));
    }

    /**
     * Reads a field value.
     *
     * @param text anything
     * @return the disposition; empty if the type is not a token
     */
    public static Optional<ContentDisposition> parse(String text) {
        Options options = Options.parse(text);
        return HttpChars.isToken(options.value())
                ? Optional.of(new ContentDisposition(options.value(), options.parameters()))
                : Optional.empty();
    }

    /** {@return the name of a form field} */
    public Optional<String> name() {
        return parameters.get("name");
    }

    /**
     * {@return the file name as the sender wrote it, which may be a path: never open it, see {@link
     * SecureFileName}}
     */
    public Optional<String> filename() {
        return parameters.get("filename");
    }

    /**
     * Writes the field value. A file name that ASCII cannot say is sent twice: as {@code
     * filename*}, and for old readers as {@code filename} with underscores in it (RFC 6266 appendix
     * D).
     *
     * @return the field value
     */
    public String headerValue() {
        String all = parameters.isEmpty() ? "" : "; " + parameters.headerValue();
        String fallback =
                filename()
                        .map(ContentDisposition::ascii)
                        .filter(ascii -> !filename().equals(Optional.of(ascii)))
                        .map(ascii -> "; filename=" + QuotedString.quote(ascii))
                        .orElse("");
        return type + fallback + all;
    }

    private static String ascii(String filename) {
        StringBuilder ascii = new StringBuilder(filename);
        for (int i = 0; i < ascii.length(); i++) {
            char c = ascii.charAt(i);
            if (HttpChars.isControl(c) || c > 126 || c == '\\') {
                ascii.setCharAt(i, '_');
            }
        }
        return ascii.toString();
    }
}
