package gateway.toolkit.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When to come again: {@code Retry-After}, a time span or a date (RFC 9110 section 10.2.3). */
public final class RetryAfter {
    private RetryAfter() {}

    /**
     * Reads a field value.
     *
     * @param text anything
     * @param now what a date is compared with
     * @return how long to wait, 0 for a date in the past; empty if it is neither
     */
    public static Optional<Duration> parse(String text, Instant now) {
        return DeltaSeconds.parse(text)
                .or(
                        () ->
                                HttpDate.parse(text, now)
                                        .map(
                                                time ->
                                                        time.isBefore(now)
                                                                ? Duration.ZERO
                                                                : Duration.between(now, time)));
    }

    /**
     * Writes a time span, rounded up to whole seconds: who comes too early comes twice.
     *
     * @param wait not negative
     * @return a field value
     * @throws IllegalArgumentException if it is negative
     */
    public static String format(Duration wait) {
        return DeltaSeconds.format(wait.plusNanos(999_999_999));
    }
}
