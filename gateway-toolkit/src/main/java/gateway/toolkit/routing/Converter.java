package gateway.toolkit.routing;

import java.util.Optional;

/**
 * What a placeholder of a rule stands for: which texts it takes, the values they mean, and the way
 * back.
 *
 * <p>Where a text ends is decided by {@link #allows}, {@link #minLength} and {@link #maxLength}
 * alone, longest first; {@link #parse} then has the last word and is not asked about a shorter
 * text. That is why no rule, whoever wrote it, makes a match take more than linear time.
 *
 * <p>An implementation is immutable. Equal converters share a place in the search, so one with
 * settings is best a record.
 *
 * @param <T> the type of the values
 */
public interface Converter<T> {
    /**
     * The value of a text.
     *
     * @param text decoded, of allowed characters and a length in the limits
     * @return empty if the text means nothing; the rule then does not match
     */
    Optional<T> parse(String text);

    /**
     * The text of a value: one that {@link #parse} takes.
     *
     * @param value given by whoever builds a URL
     * @return decoded; quoting is the caller's
     * @throws IllegalArgumentException if this converter has no text for it
     */
    String format(Object value);

    /**
     * Whether the text may contain a character. A slash stands for a percent-encoded one, except
     * where {@link #spansSegments}.
     *
     * @param c a character, or half of a surrogate pair
     * @return true, unless overridden, for all but control characters
     */
    default boolean allows(char c) {
        return c >= ' ' && c != 0x7F;
    }

    /** {@return how long the text is at least, in {@code char}s; 1 or more} */
    default int minLength() {
        return 1;
    }

    /** {@return how long the text is at most, in {@code char}s} */
    default int maxLength() {
        return Integer.MAX_VALUE;
    }

    /**
     * {@return the place among converters where several fit: the smaller is tried first}
     *
     * <p>{@code any} 20, {@code uuid} 30, {@code int} 50, {@code float} 60, {@code string} 100,
     * {@code path} 200.
     */
    default int weight() {
        return 100;
    }

    /**
     * {@return whether the text may run over slashes; it then is the shortest that fits, and does
     * not begin with one}
     */
    default boolean spansSegments() {
        return false;
    }
}
