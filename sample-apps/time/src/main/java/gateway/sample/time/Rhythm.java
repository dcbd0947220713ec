package gateway.sample.time;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a stream of ticks looks like.
 *
 * @param every seconds from tick to tick, 1 to 3600; ticks are at multiples of it since 1970
 * @param heartbeat how long nothing may be sent: only a write finds out that a client has gone
 * @param length how long a stream lasts: less than the grace of a server's stop, so that each ends
 *     well before it
 */
record Rhythm(int every, Duration heartbeat, Duration length) {
    /** Each second, a sign of life after 15 s, and an end after 20 s. */
    static final Rhythm DEFAULT = new Rhythm(1, Duration.ofSeconds(15), Duration.ofSeconds(20));

    private static final int MOST_SECONDS = 3600;

    /**
     * The default with what the operator has set: {@code time.heartbeat} and {@code time.length},
     * both in seconds, 1 to 3600.
     *
     * @throws IllegalArgumentException if one is no such number
     */
    static Rhythm of(Map<String, String> settings) {
        return new Rhythm(
                DEFAULT.every,
                setting(settings, "time.heartbeat").orElse(DEFAULT.heartbeat),
                setting(settings, "time.length").orElse(DEFAULT.length));
    }

    private static Optional<Duration> setting(Map<String, String> settings, String name) {
        return Optional.ofNullable(settings.get(name))
                .map(
                        text ->
                                seconds(text)
                                        .map(Duration::ofSeconds)
                                        .orElseThrow(
                                                () ->
                                                        new IllegalArgumentException(
                                                                name
                                                                        + " is not a number of"
                                                                        + " seconds from 1 to "
                                                                        + MOST_SECONDS
                                                                        + ": "
                                                                        + text)));
    }

    /** One to {@link #MOST_SECONDS}, in plain digits; empty for anything else. */
    static Optional<Integer> seconds(String text) {
        if (!text.matches("[0-9]{1,4}")) {
            return Optional.empty();
        }
        return Optional.of(Integer.valueOf(text)).filter(n -> n >= 1 && n <= MOST_SECONDS);
    }

    Rhythm withEvery(int seconds) {
        return new Rhythm(seconds, heartbeat, length);
    }
}
