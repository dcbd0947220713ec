package gateway.toolkit.http;

import java.util.Optional;

/**
 * A value with parameters: {@code form-data; name="x"; filename="a.txt"}, {@code text/html;
 * charset=utf-8}.
 *
 * @param value what stands before the first semicolon; no semicolon, no control character, no white
 *     space at an end
 * @param parameters what follows
 */
public record Options(String value, Parameters parameters) {
    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if it could not be written as it is
     */
    public Options {
        HttpChars.requireNoControl("a value", value);
        if (value.indexOf(';') >= 0 || !HttpChars.trim(value).equals(value)) {
            throw new IllegalArgumentException("a value has a semicolon, or a blank at an end");
        }
    }

    /**
     * {@return a value without parameters}
     *
     * @param value what stands before the first semicolon
     * @throws IllegalArgumentException if it could not be written as it is
     */
    public static Options of(String value) {
        return new Options(value, Parameters.EMPTY);
    }

    /**
     * Reads a field value.
     *
     * @param text anything
     * @return what was understood; the value is empty where there is none, or one with control
     *     characters
     */
    public static Options parse(String text) {
        int end = text.indexOf(';');
        String value = HttpChars.trim(end < 0 ? text : text.substring(0, end));
        Parameters parameters =
                end < 0 ? Parameters.EMPTY : Parameters.parse(text.substring(end + 1));
        return new Options(HttpChars.hasControl(value) ? "" : value, parameters);
    }

    /**
     * {@return the value of a parameter}
     *
     * @param name in whatever case
     */
    public Optional<String> get(String name) {
        return parameters.get(name);
    }

    /**
     * {@return the same with a parameter added or replaced}
     *
     * @param name a token
     * @param parameter any text
     * @throws IllegalArgumentException if the name is not a token, or has a {@code *}
     */
    public Options with(String name, String parameter) {
        return new Options(value, parameters.with(name, parameter));
    }

    /** {@return the field value} */
    public String headerValue() {
        return parameters.isEmpty() ? value : value + "; " + parameters.headerValue();
    }
}
