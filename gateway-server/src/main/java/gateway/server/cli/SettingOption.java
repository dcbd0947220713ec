package gateway.server.cli;

import gateway.server.Settings;

import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Stack;
import java.util.regex.Pattern;

/** {@code --set NAME=VALUE}, each name once. */
final class SettingOption {
    private static final String NAME = "--set";

    /** A comma before the next name: values may hold commas too. */
    private static final Pattern BETWEEN = Pattern.compile(",(?=[a-z0-9_.]+=)");

    private SettingOption() {}

    static OptionSpec spec() {
        return OptionSpec.builder(NAME)
                .paramLabel("NAME=VALUE")
                .type(Map.class)
                .parameterConsumer(SettingOption::take)
                .description(
                        "A setting for the applications, by dotted name; may be repeated."
                                + " Lifecycle.start and the environ hold it.")
                .build();
    }

    /** The settings that were made, in their order; none of a command without the option. */
    static Map<String, String> in(CommandSpec command) {
        OptionSpec option = command.findOption(NAME);
        Map<String, String> made = option == null ? null : option.getValue();
        return made == null ? Map.of() : made;
    }

    /** Replaces them. */
    static void set(Map<String, String> settings, CommandSpec command) {
        command.findOption(NAME).setValue(settings);
    }

    /**
     * Reads several in a row, separated by commas.
     *
     * @param where how a message begins
     * @throws IllegalArgumentException if they are anything else, or one is there twice
     */
    static Map<String, String> parse(String words, String where) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String word : BETWEEN.split(words, -1)) {
            add(word, where, settings);
        }
        return settings;
    }

    /**
     * Checks a name.
     *
     * @param where how a message begins
     * @throws IllegalArgumentException if a setting may not have it
     */
    static void require(String name, String where) {
        try {
            Settings.requireName(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
        }
    }

    private static void add(String word, String where, Map<String, String> settings) {
        int equals = word.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException(
                    where + ": '" + word + "' is not NAME=VALUE, such as shop.color=blue");
        }
        String name = word.substring(0, equals);
        require(name, where);
        if (settings.putIfAbsent(name, word.substring(equals + 1)) != null) {
            throw new IllegalArgumentException(where + ": " + name + " is set twice");
        }
    }

    private static void take(Stack<String> words, ArgSpec option, CommandSpec command) {
        Map<String, String> settings = new LinkedHashMap<>(in(command));
        try {
            add(words.isEmpty() ? "" : words.pop(), NAME, settings);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
        option.setValue(settings);
    }
}
