package gateway.toolkit.http;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** A time span in whole seconds, as in {@code Age} and {@code max-age} (RFC 9111 section 1.2.2). */
public final class DeltaSeconds {
    /** What a larger number counts as: 2^31 seconds, 68 years. */
    public static final Duration LONGEST = Duration.ofSeconds(1L << 31);

    private DeltaSeconds() {}

    /**
     * Reads a field value.
     *
     * @param text anything
     * @return 0 to {@link #LONGEST}; empty if it is not just ASCII digits
     */
    public static Optional<Duration> parse(String text) {
        OptionalLong seconds = HttpChars.number(HttpChars.trim(text));
        return seconds.isPresent()
                ? Optional.of(
                        Duration.ofSeconds(Math.min(seconds.getAsLong(), LONGEST.toSeconds())))
                : Optional.empty();
    }

    /**
     * Writes a field value.
     *
     * @param span not negative; parts of a second are cut off
     * @return digits
     * @throws IllegalArgumentException if it is negative
     */
    public static String format(Duration span) {
        if (span.isNegative()) {
            throw new IllegalArgumentException("negative: " + span);
        }
        return Long.toString(span.toSeconds());
    }
}
