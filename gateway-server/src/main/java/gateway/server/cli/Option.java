package gateway.server.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

import java.util.List;
import java.util.Optional;

/**
 * An option, as a row of data: picocli's model is made from such rows and keeps what was said, a
 * row finds it there. Annotated fields would say the same, but reading them took a tenth of a
 * second of each start.
 *
 * @param <T> what a word of it is read as
 * @param name with its dashes
 * @param label what the help shows for its word
 * @param text what the help says, with %% for %
 */
record Option<T>(String name, String label, Times times, Reading<T> reading, String text) {
    /** How often an option may be said, and with what. */
    enum Times {
        /** Once, without a word. */
        FLAG,
        /** Once, with one word. */
        ONCE,
        /** Any number of times, with one word each. */
        REPEATED,
        /** Any number of times, with one or more words each, separated by commas. */
        LISTED
    }

    /** Reads a word. */
    interface Reading<T> {
        /**
         * What the word says.
         *
         * @throws IllegalArgumentException if it says nothing; the message tells the user why
         */
        T read(String word);
    }

    static Option<Boolean> flag(String name, String text) {
        return new Option<>(name, "", Times.FLAG, Boolean::parseBoolean, text);
    }

    static <T> Option<T> once(String name, String label, Reading<T> reading, String text) {
        return new Option<>(name, label, Times.ONCE, reading, text);
    }

    static <T> Option<T> repeated(String name, String label, Reading<T> reading, String text) {
        return new Option<>(name, label, Times.REPEATED, reading, text);
    }

    static <T> Option<T> listed(String name, String label, Reading<T> reading, String text) {
        return new Option<>(name, label, Times.LISTED, reading, text);
    }

    /** Options that the help shows together, in their order. */
    static ArgGroupSpec group(int order, String heading, Iterable<? extends Option<?>> options) {
        ArgGroupSpec.Builder group =
                ArgGroupSpec.builder().validate(false).order(order).heading("%n" + heading + ":%n");
        for (Option<?> option : options) {
            group.addArg(option.spec());
        }
        return group.build();
    }

    /** A part of picocli's model, for one command. */
    OptionSpec spec() {
        OptionSpec.Builder spec = OptionSpec.builder(name).description(text);
        if (times == Times.FLAG) {
            return spec.type(boolean.class).build();
        }
        spec.paramLabel(label).converters((ITypeConverter<T>) this::convert);
        if (times == Times.ONCE) {
            return spec.type(Object.class).build();
        }
        if (times == Times.LISTED) {
            spec.splitRegex(",");
        }
        return spec.type(List.class).auxiliaryTypes(Object.class).build();
    }

    private T convert(String word) {
        try {
            return reading.read(word);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    /** What was said, if anything was. */
    Optional<T> in(CommandSpec command) {
        return Optional.ofNullable(command.findOption(name).<T>getValue());
    }

    /** All that was said, in its order. */
    List<T> allIn(CommandSpec command) {
        List<T> said = command.findOption(name).getValue();
        return said == null ? List.of() : List.copyOf(said);
    }
}
