package gateway.server.cli;

import java.time.Duration;
import java.util.Optional;

/** Options with a duration in a range. */
final class DurationOption {
    private DurationOption() {}

    /**
     * Makes one.
     *
     * @param usual empty if there is no such limit unless it is set
     * @param text sentences without the range and the default, which are added
     */
    static Option<Duration> named(
            String name, Duration least, Duration most, Optional<Duration> usual, String text) {
        String bounds = DurationText.of(least) + " to " + DurationText.of(most);
        String shown = usual.map(DurationText::of).orElse("off");
        return Option.once(
                name,
                "DURATION",
                word -> {
                    Duration value = DurationText.parse(word);
                    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                        throw new IllegalArgumentException(word + " is not in " + bounds);
                    }
                    return value;
                },
                text + " " + bounds + ". Default: " + shown + ".");
    }
}
