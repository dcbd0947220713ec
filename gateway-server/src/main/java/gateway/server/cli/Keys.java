package gateway.server.cli;

import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The options of a command, as the environment and a file know them. */
final class Keys {
    /** Before the name of a setting of the applications. */
    static final String SETTINGS = "set.";

    /** They ask for something to be done now. */
    private static final Set<String> COMMAND_LINE_ALONE =
            Set.of("check-config", "print-config", "help", "version");

    private Keys() {}

    /** What can be said, beside the command line too. */
    static Map<String, ArgSpec> of(CommandSpec command) {
        Map<String, ArgSpec> keys = new LinkedHashMap<>();
        for (PositionalParamSpec word : command.positionalParameters()) {
            if (Option.of(word).isEmpty()) {
                keys.put(word.paramLabel().toLowerCase(Locale.ROOT), word);
            }
        }
        for (OptionSpec option : command.options()) {
            String key = option.longestName().substring(2);
            if (!COMMAND_LINE_ALONE.contains(key)) {
                keys.put(key, option);
            }
        }
        return keys;
    }
}
