package gateway.server.cli;

import gateway.server.Settings;

import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Stack;

/** {@code --set NAME=VALUE}, each name once. */
final class SettingOption {
    private static final String NAME = "--set";

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

    private static void take(Stack<String> words, ArgSpec option, CommandSpec command) {
        String word = words.isEmpty() ? "" : words.pop();
        int equals = word.indexOf('=');
        if (equals < 0) {
            throw refused("'" + word + "' is not NAME=VALUE, such as shop.color=blue", command);
        }
        String name = word.substring(0, equals);
        try {
            Settings.requireName(name);
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()), command);
        }
        Map<String, String> settings = new LinkedHashMap<>(in(command));
        if (settings.putIfAbsent(name, word.substring(equals + 1)) != null) {
            throw refused(name + " is set twice", command);
        }
        option.setValue(settings);
    }

    private static ParameterException refused(String reason, CommandSpec command) {
        return new ParameterException(command.commandLine(), NAME + ": " + reason);
    }
}
