package gateway.toolkit.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Parameters of a header field, such as {@code name="x"; filename*=UTF-8''na%C3%AFve.txt} (RFC 9110
 * section 5.6.6, RFC 8187, and the numbered pieces of RFC 2231 section 3).
 *
 * @param values by name in lower case, in their order; a name is a token without {@code *}
 */
public record Parameters(Map<String, String> values) {
    /** No parameter at all. */
    public static final Parameters EMPTY = new Parameters(Map.of());

    /**
     * Writes the names in lower case.
     *
     * @throws IllegalArgumentException if a name is not a token, or has a {@code *}
     */
    public Parameters {
        Map<String, String> copy = new LinkedHashMap<>();
        values.forEach(
                (name, value) -> {
                    HttpChars.requireToken("a parameter name", name);
                    if (name.indexOf('*') >= 0) {
                        throw new IllegalArgumentException("a parameter name has a *");
                    }
                    copy.put(HttpChars.lower(name), value);
                });
        values = Collections.unmodifiableMap(copy);
    }

    /**
     * {@return one parameter}
     *
     * @param name a token
     * @param value any text
     * @throws IllegalArgumentException if the name is not a token, or has a {@code *}
     */
    public static Parameters of(String name, String value) {
        return EMPTY.with(name, value);
    }

    /**
     * Reads parameters.
     *
     * <p>Of several with one name the last counts, but {@code name*} counts before pieces, and
     * those before {@code name}. A parameter that is malformed (white space around the equals sign,
     * a quotation mark that is never closed, an unknown charset) is as if it were not there. In
     * {@code filename} a backslash is itself unless it stands before a quotation mark or another
     * backslash, as browsers write it.
     *
     * @param text anything; parameters are separated by semicolons
     * @return what was understood
     */
    public static Parameters parse(String text) {
        return new Parameters(ParameterReader.readParameters(text));
    }

    /**
     * {@return the value of a parameter}
     *
     * @param name in whatever case
     */
    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(HttpChars.lower(name)));
    }

    /** {@return whether there is no parameter} */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /**
     * {@return these parameters with one added or replaced}
     *
     * @param name a token
     * @param value any text
     * @throws IllegalArgumentException if the name is not a token, or has a {@code *}
     */
    public Parameters with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(HttpChars.lower(name), value);
        return new Parameters(more);
    }

    /**
     * {@return these parameters without one}
     *
     * @param name in whatever case
     */
    public Parameters without(String name) {
        Map<String, String> fewer = new LinkedHashMap<>(values);
        fewer.remove(HttpChars.lower(name));
        return new Parameters(fewer);
    }

    /**
     * Writes the parameters: a token as it is, other ASCII in quotation marks, other text as {@code
     * name*}.
     *
     * @return parameters separated by {@code "; "}; {@link #parse} gives the same back
     */
    public String headerValue() {
        StringBuilder text = new StringBuilder();
        values.forEach(
                (name, value) -> {
                    text.append(text.length() == 0 ? "" : "; ").append(name);
                    if (isQuotable(name, value)) {
                        text.append('=').append(QuotedString.quoteIfNeeded(value));
                    } else {
                        text.append("*=").append(ExtendedValue.format(value));
                    }
                });
        return text.toString();
    }

    /** A backslash in a file name means two things to two readers, escaped octets mean one. */
    private static boolean isQuotable(String name, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (HttpChars.isControl(c) || c > 126 || (c == '\\' && name.equals("filename"))) {
                return false;
            }
        }
        return true;
    }
}
