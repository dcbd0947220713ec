package gateway.server.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as words: digits with ms, s, m or h. */
final class DurationText {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,12})(ms|s|m|h)");

    private DurationText() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'"
                            + text
                            + "' is not a duration with its unit, such as 500ms, 75s, 2m or 1h"
                            + (text.matches("[0-9]{1,12}") ? "; perhaps " + text + "s" : ""));
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    /** Writes one, in the largest unit that makes it whole. */
    static String of(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        return seconds % 3600 == 0 && seconds > 0 ? seconds / 3600 + "h" : seconds + "s";
    }
}
