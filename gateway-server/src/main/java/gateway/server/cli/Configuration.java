package gateway.server.cli;

import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * What was said of the options of a command, in three places of which an earlier one counts more:
 *
 * <pre>
 *   command line   --keep-alive 75s
 *   environment    GATEWAY_KEEP_ALIVE=75s
 *   file           keep-alive = 75s
 * </pre>
 *
 * What the command line leaves open is put into picocli's model, where the rows look for it.
 */
final class Configuration {
    /** What the places beside the command line are, as the end of a help. */
    static final String HELP =
            "%nEach option may be said in the environment too, as GATEWAY_KEEP_ALIVE=75s, and in the"
                    + " file of --config, as keep-alive = 75s. The command line counts most, the file"
                    + " least. Several values are separated by commas; a switch is true or false.%n";

    static final Option<Path> FILE =
            Option.once(
                    "--config",
                    "FILE",
                    Path::of,
                    "A properties file with options: a line KEY = VALUE for each, where KEY is its name"
                            + " without the dashes.");

    static final String COMMAND_LINE = "command line";

    private final Map<String, ArgSpec> keys;
    private final Map<String, List<Said>> said = new LinkedHashMap<>();
    private final Optional<PropertiesFile> file;

    private Configuration(Map<String, ArgSpec> keys, Optional<PropertiesFile> file) {
        this.keys = keys;
        this.file = file;
    }

    /**
     * Looks into all three places, and completes picocli's model.
     *
     * @throws ParameterException for an unknown key, or a value that says nothing, wherever it is
     *     and whether it counts or not
     */
    static Configuration complete(CommandSpec command, Map<String, String> environment) {
        try {
            Map<String, ArgSpec> keys = Keys.of(command);
            Variables variables = new Variables(environment);
            Map<String, Said> inEnvironment = variables.read(keys.keySet(), command);
            Optional<PropertiesFile> file = Optional.empty();
            if (keys.containsKey("config")) {
                Said named = inEnvironment.get("config");
                file =
                        FILE.in(command)
                                .or(() -> Optional.ofNullable(named).map(it -> Path.of(it.word())))
                                .map(PropertiesFile::read);
            }
            Configuration configuration = new Configuration(keys, file);
            configuration.add(onCommandLine(command, keys));
            configuration.add(inEnvironment);
            file.ifPresent(it -> configuration.add(it.said(keys.keySet())));
            if (!configuration.said.containsKey("bind") && keys.containsKey("bind")) {
                configuration.add(variables.port(configuration.isOn("dev")));
            }
            configuration.apply(command);
            return configuration;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static Map<String, Said> onCommandLine(CommandSpec command, Map<String, ArgSpec> keys) {
        Map<String, Said> words = new LinkedHashMap<>();
        keys.forEach((key, spec) -> onCommandLine(spec, key, words));
        for (PositionalParamSpec word : command.positionalParameters()) {
            Option.of(word)
                    .filter(any -> !word.originalStringValues().isEmpty())
                    .ifPresent(option -> sayAs(option, word, command, words));
        }
        SettingOption.in(command)
                .forEach(
                        (name, value) ->
                                words.put(Keys.SETTINGS + name, new Said(COMMAND_LINE, value)));
        return words;
    }

    private static void onCommandLine(ArgSpec spec, String key, Map<String, Said> words) {
        if (!spec.originalStringValues().isEmpty()) {
            List<String> all = spec.originalStringValues();
            String word = spec.isMultiValue() ? String.join(",", all) : all.getLast();
            words.put(key, new Said(COMMAND_LINE, word));
        }
    }

    /** A word that is an option without its name. */
    private static void sayAs(
            Option<?> option,
            PositionalParamSpec word,
            CommandSpec command,
            Map<String, Said> words) {
        String key = option.name().substring(2);
        if (words.containsKey(key)) {
            throw new IllegalArgumentException(
                    word.paramLabel() + " and " + option.name() + " are the same, said twice");
        }
        onCommandLine(word, key, words);
        command.findOption(option.name()).setValue(word.getValue());
    }

    private boolean isOn(String flag) {
        List<Said> words = said.getOrDefault(flag, List.of());
        return !words.isEmpty() && !words.getFirst().word().equals("false");
    }

    private void add(Map<String, Said> words) {
        words.forEach((key, word) -> said.computeIfAbsent(key, any -> new ArrayList<>()).add(word));
    }

    private void apply(CommandSpec command) {
        Map<String, String> settings = new TreeMap<>();
        said.forEach(
                (key, words) -> {
                    if (key.startsWith(Keys.SETTINGS)) {
                        settings.put(
                                key.substring(Keys.SETTINGS.length()), words.getFirst().word());
                        return;
                    }
                    ArgSpec spec = Objects.requireNonNull(keys.get(key));
                    // From the least to the most: the last one stays, and all are looked at.
                    boolean spoken = words.getFirst().where().equals(COMMAND_LINE);
                    for (Said each : words.reversed()) {
                        if (!each.where().equals(COMMAND_LINE)) {
                            take(each, key, spec, spoken);
                        }
                    }
                });
        if (!settings.isEmpty()) {
            SettingOption.set(settings, command);
        }
    }

    private static void take(Said said, String key, ArgSpec spec, boolean spoken) {
        Object before = spec.getValue();
        try {
            Optional<Option<?>> option = Option.of(spec);
            if (option.isPresent()) {
                option.get().take(said.word(), spec);
            } else {
                spec.setValue(said.word());
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(place(said.where(), key) + ": " + e.getMessage(), e);
        }
        if (spoken) {
            spec.setValue(before);
        }
    }

    /** A variable says by its name what it is about; a file does not. */
    private static String place(String where, String key) {
        return Variables.is(where) ? where : where + ": " + key;
    }

    /** The file that was read, if there is one. */
    Optional<PropertiesFile> file() {
        return file;
    }

    /** A line for each option: key, value, and where it is from; what does not count is below. */
    String table() {
        return table(Said::hidden);
    }

    /** The same with stars for every setting of the applications: who looks may be anybody. */
    String tableForAnybody() {
        return table((setting, name) -> setting.hidden());
    }

    private String table(BiFunction<Said, String, Said> shown) {
        StringBuilder table = new StringBuilder();
        row("option", "value", "from", table);
        keys.forEach(
                (key, spec) -> {
                    if (key.equals("set")) {
                        return;
                    }
                    List<Said> words = said.getOrDefault(key, List.of());
                    if (words.isEmpty()) {
                        row(key, usual(spec), "default", table);
                    } else {
                        rows(key, words, table);
                    }
                });
        said.forEach(
                (key, words) -> {
                    if (key.startsWith(Keys.SETTINGS)) {
                        rows(
                                key,
                                words.stream().map(each -> shown.apply(each, key)).toList(),
                                table);
                    }
                });
        return table.toString();
    }

    private static String usual(ArgSpec spec) {
        String usual = Option.of(spec).map(Option::usual).orElse("");
        return usual.isEmpty() ? "-" : usual;
    }

    private static void rows(String key, List<Said> words, StringBuilder table) {
        row(key, words.getFirst().word(), words.getFirst().where(), table);
        for (Said each : words.subList(1, words.size())) {
            row("", each.word(), each.where() + ", overruled", table);
        }
    }

    private static void row(String key, String value, String from, StringBuilder table) {
        String shown = OneLine.of(value);
        table.append(String.format(Locale.ROOT, "%-27s  %-27s  %s%n", key, shown, from));
    }
}
