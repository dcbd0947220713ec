package gateway.server.cli;

import gateway.server.Settings;

import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

import java.util.Map;
import java.util.Stack;

/** Reads {@code --set NAME=VALUE}, each name once. */
final class SettingConsumer implements IParameterConsumer {
    @Override
    public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
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
        Map<String, String> settings = option.getValue();
        if (settings.putIfAbsent(name, word.substring(equals + 1)) != null) {
            throw refused(name + " is set twice", command);
        }
    }

    private static ParameterException refused(String reason, CommandSpec command) {
        return new ParameterException(command.commandLine(), "--set: " + reason);
    }
}
