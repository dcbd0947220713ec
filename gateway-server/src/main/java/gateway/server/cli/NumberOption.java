package gateway.server.cli;

import gateway.server.net.Range;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** Options with a number in a range: what they read, and how they describe themselves. */
final class NumberOption {
    private static final String UNLIMITED = "unlimited";

    private NumberOption() {}

    /**
     * An option with a number of pieces.
     *
     * @param text a sentence without the range and the default, which are added
     * @param unlimited whether the end of the range stands for no limit
     */
    static OptionSpec count(String name, Range range, boolean unlimited, String text) {
        return option(name, "NUMBER", range, unlimited, text, NumberOption::digits, Long::toString);
    }

    /** An option with a number of octets; as {@link #count}. */
    static OptionSpec size(String name, Range range, boolean unlimited, String text) {
        return option(name, "SIZE", range, unlimited, text, SizeText::parse, SizeText::of);
    }

    private interface Reading {
        long parse(String text);
    }

    private interface Writing {
        String of(long value);
    }

    private static OptionSpec option(
            String name,
            String label,
            Range range,
            boolean unlimited,
            String text,
            Reading reading,
            Writing writing) {
        String most = unlimited ? UNLIMITED : writing.of(range.most());
        String bounds = writing.of(range.least()) + " to " + most;
        String usual =
                unlimited && range.usual() == range.most() ? UNLIMITED : writing.of(range.usual());
        ITypeConverter<Long> converter =
                word -> {
                    if (unlimited && word.equals(UNLIMITED)) {
                        return range.most();
                    }
                    long value;
                    try {
                        value = reading.parse(word);
                    } catch (IllegalArgumentException e) {
                        throw new TypeConversionException(String.valueOf(e.getMessage()));
                    }
                    if (!range.contains(value)) {
                        throw new TypeConversionException(word + " is not in " + bounds);
                    }
                    return value;
                };
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(Long.class)
                .converters(converter)
                .description(text + " " + bounds + ". Default: " + usual + ".")
                .build();
    }

    private static long digits(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException("'" + text + "' is not a number");
        }
        return Long.parseLong(text);
    }
}
