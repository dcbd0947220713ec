package gateway.server.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An option, as a row of data: picocli's model is made from such rows and keeps what was said, a
 * row finds it there. Annotated fields would say the same, but reading them took a tenth of a
 * second of each start.
 *
 * @param <T> what a word of it is read as
 * @param name with its dashes
 * @param label what the help shows for its word
 * @param text what the help says, with %% for %; if there is a default to tell, the end is {@code
 *     "Default: 10s."}
 */
record Option<T>(String name, String label, Times times, Reading<T> reading, String text) {
    private static final String DEFAULT = "Default: ";
    private static final Set<String> FILES = Set.of("FILE", "DIR");

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

    static Option<Boolean> flag(String name, String text) {
        return new Option<>(name, "", Times.FLAG, Boolean::parseBoolean, text);
    }

    static <T> Option<T> once(String name, String label, Reading<T> reading, String text) {
        return new Option<>(name, label, Times.ONCE, reading, text);
    }

    static <T> Option<T> choice(String name, Choice<T> choice, String text) {
        return once(name, String.join("|", choice.words()), choice, text);
    }

    static <T> Option<T> repeated(String name, String label, Reading<T> reading, String text) {
        return new Option<>(name, label, Times.REPEATED, reading, text);
    }

    static <T> Option<T> listed(String name, String label, Reading<T> reading, String text) {
        return new Option<>(name, label, Times.LISTED, reading, text);
    }

    /** The row that a part of picocli's model was made from, if it was. */
    static Optional<Option<?>> of(ArgSpec spec) {
        return spec.userObject() instanceof Option<?> option
                ? Optional.of(option)
                : Optional.empty();
    }

    /** A part of picocli's model, for one command. */
    OptionSpec spec() {
        OptionSpec.Builder spec = OptionSpec.builder(name).description(text).userObject(this);
        if (times == Times.FLAG) {
            return spec.type(boolean.class).build();
        }
        // The type is for the completion of words in a shell, which knows that of files.
        Class<?> type = FILES.contains(label) ? Path.class : Object.class;
        if (reading instanceof Choice<T> choice) {
            spec.completionCandidates(choice.words());
        }
        spec.paramLabel(label).converters((ITypeConverter<T>) this::convert);
        if (times == Times.ONCE) {
            return spec.type(type).build();
        }
        if (times == Times.LISTED) {
            spec.splitRegex(",");
        }
        return spec.type(List.class).auxiliaryTypes(type).build();
    }

    /** What holds if nothing is said, in words; empty if that goes without saying. */
    String usual() {
        if (times == Times.FLAG) {
            return "false";
        }
        int begin = text.lastIndexOf(DEFAULT);
        return begin < 0 ? "" : text.substring(begin + DEFAULT.length(), text.length() - 1);
    }

    private T convert(String word) {
        try {
            return reading.read(word);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Takes what was said elsewhere than on the command line.
     *
     * @throws IllegalArgumentException if it says nothing; the message tells the user why
     */
    void take(String said, ArgSpec spec) {
        switch (times) {
            case FLAG -> spec.setValue(Choice.SWITCH.read(said));
            case ONCE -> spec.setValue(reading.read(said));
            case REPEATED, LISTED -> {
                List<T> all = new ArrayList<>();
                for (String word : said.split(reading.separator(), -1)) {
                    all.add(reading.read(word.strip()));
                }
                spec.setValue(all);
            }
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
