package gateway.server.cli;

import gateway.server.net.Range;

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
    static Option<Long> count(String name, Range range, boolean unlimited, String text) {
        return option(name, "NUMBER", range, unlimited, text, NumberOption::digits, Long::toString);
    }

    /** An option with a number of octets; as {@link #count}. */
    static Option<Long> size(String name, Range range, boolean unlimited, String text) {
        return option(name, "SIZE", range, unlimited, text, SizeText::parse, SizeText::of);
    }

    private interface Writing {
        String of(long value);
    }

    private static Option<Long> option(
            String name,
            String label,
            Range range,
            boolean unlimited,
            String text,
            Reading<Long> reading,
            Writing writing) {
        String most = unlimited ? UNLIMITED : writing.of(range.most());
        String bounds = writing.of(range.least()) + " to " + most;
        String usual =
                unlimited && range.usual() == range.most() ? UNLIMITED : writing.of(range.usual());
        return Option.once(
                name,
                label,
                word -> {
                    if (unlimited && word.equals(UNLIMITED)) {
                        return range.most();
                    }
                    long value = reading.read(word);
                    if (!range.contains(value)) {
                        throw new IllegalArgumentException(word + " is not in " + bounds);
                    }
                    return value;
                },
                text + " " + bounds + ". Default: " + usual + ".");
    }

    private static long digits(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException("'" + text + "' is not a number");
        }
        return Long.parseLong(text);
    }
}
