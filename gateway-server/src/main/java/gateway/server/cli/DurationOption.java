package gateway.server.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

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
    static OptionSpec named(
            String name, Duration least, Duration most, Optional<Duration> usual, String text) {
        String bounds = DurationText.of(least) + " to " + DurationText.of(most);
        ITypeConverter<Duration> converter =
                word -> {
                    Duration value = new DurationConverter().convert(word);
                    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                        throw new TypeConversionException(word + " is not in " + bounds);
                    }
                    return value;
                };
        String shown = usual.map(DurationText::of).orElse("off");
        return OptionSpec.builder(name)
                .paramLabel("DURATION")
                .type(Duration.class)
                .converters(converter)
                .description(text + " " + bounds + ". Default: " + shown + ".")
                .build();
    }
}
