package gateway.toolkit.http;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.Set;

/**
 * A media type such as {@code text/html; charset=utf-8} (RFC 9110 section 8.3.1).
 *
 * @param type a token in lower case, or {@code *} in a range
 * @param subtype a token in lower case, or {@code *} in a range
 * @param parameters what follows
 */
public record MediaType(String type, String subtype, Parameters parameters) {
    /** {@code application/octet-stream}: nothing is known. */
    public static final MediaType OCTET_STREAM = of("application", "octet-stream");

    // The longest registered charset name has 45 characters.
    private static final int LONGEST_CHARSET = 64;
    private static final Set<String> TEXT_APPLICATIONS =
            Set.of(
                    "ecmascript",
                    "javascript",
                    "sql",
                    "xml",
                    "xml-dtd",
                    "xml-external-parsed-entity");

    /**
     * Writes type and subtype in lower case.
     *
     * @throws IllegalArgumentException if one is not a token
     */
    public MediaType {
        HttpChars.requireToken("a media type", type);
        HttpChars.requireToken("a media subtype", subtype);
        type = HttpChars.lower(type);
        subtype = HttpChars.lower(subtype);
    }

    /**
     * {@return a media type without parameters}
     *
     * @param type such as {@code "text"}
     * @param subtype such as {@code "html"}
     * @throws IllegalArgumentException if one is not a token
     */
    public static MediaType of(String type, String subtype) {
        return new MediaType(type, subtype, Parameters.EMPTY);
    }

    /**
     * {@return the media type that an application writes as text}
     *
     * @param text such as {@code "text/html; charset=utf-8"}
     * @throws IllegalArgumentException if it is none
     */
    public static MediaType of(String text) {
        return parse(text)
                .orElseThrow(() -> new IllegalArgumentException("not a media type: " + text));
    }

    /**
     * Reads a field value.
     *
     * @param text anything
     * @return the media type; empty if there are not two tokens with a slash between them
     */
    public static Optional<MediaType> parse(String text) {
        Options options = Options.parse(text);
        String essence = options.value();
        int slash = essence.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        String type = essence.substring(0, slash);
        String subtype = essence.substring(slash + 1);
        return HttpChars.isToken(type) && HttpChars.isToken(subtype)
                ? Optional.of(new MediaType(type, subtype, options.parameters()))
                : Optional.empty();
    }

    /** {@return type, slash and subtype, without parameters} */
    public String essence() {
        return type + "/" + subtype;
    }

    /**
     * {@return whether type and subtype are these}
     *
     * @param essence such as {@code "text/html"}, in whatever case
     */
    public boolean is(String essence) {
        return essence().equals(HttpChars.lower(essence));
    }

    /** {@return whether this is JSON: {@code application/json}, or a subtype ending in +json} */
    public boolean isJson() {
        return is("application/json") || subtype.endsWith("+json");
    }

    /** {@return whether a reader needs a charset: {@code text/*}, and all XML} */
    public boolean isText() {
        return type.equals("text")
                || subtype.endsWith("+xml")
                || (type.equals("application") && TEXT_APPLICATIONS.contains(subtype));
    }

    /** {@return the charset that the parameter names, if this Java runtime knows it} */
    public Optional<Charset> charset() {
        return parameters
                .get("charset")
                .filter(name -> name.length() <= LONGEST_CHARSET)
                .flatMap(MediaType::charset);
    }

    private static Optional<Charset> charset(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    /**
     * {@return the same with a parameter added or replaced}
     *
     * @param name a token
     * @param value any text
     * @throws IllegalArgumentException if the name is not a token, or has a {@code *}
     */
    public MediaType with(String name, String value) {
        return new MediaType(type, subtype, parameters.with(name, value));
    }

    /** {@return the same in UTF-8 where {@link #isText} and no charset is named, else itself} */
    public MediaType withDefaultCharset() {
        return isText() && parameters.get("charset").isEmpty() ? with("charset", "utf-8") : this;
    }

    /** {@return the field value} */
    public String headerValue() {
        return parameters.isEmpty() ? essence() : essence() + "; " + parameters.headerValue();
    }
}
