package gateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * docs/options.md has every option as it is, and the pages about a running server have no other.
 */
class OptionsPageTest {
    private static final Path PAGE = Path.of("../docs/options.md");
    private static final String BEGIN = "<!-- From here on it is written by a test. -->\n";

    /** Options of Java and of systemctl, and a slip that the page shows. */
    private static final Set<String> OTHERS =
            Set.of("--enable-native-access", "--signal", "--now", "--offline", "--bnd");

    private final CommandSpec run = RunCommand.spec(Map.of());

    @Test
    void thePageHasEveryOption() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN);
        assertTrue(begin > 0, BEGIN);
        String right = page.substring(0, begin) + BEGIN + tables();
        if (System.getProperty("gateway.docs", "").equals("write")) {
            Files.writeString(PAGE, right);
        } else {
            assertEquals(right, page, "-Dgateway.docs=write sets it right");
        }
        for (OptionSpec option : run.options()) {
            assertTrue(right.contains("`" + option.longestName()), option.longestName());
        }
    }

    @Test
    void anOptionThatAPageNamesIsThere() throws IOException {
        for (String name : List.of("operating.md", "observing.md", "options.md")) {
            String text = Files.readString(PAGE.resolveSibling(name));
            for (String word : text.split("[^-a-z0-9]+", -1)) {
                if (word.matches("--[a-z].*") && !OTHERS.contains(word)) {
                    boolean known =
                            Main.commandLine(Map.of()).getSubcommands().values().stream()
                                    .anyMatch(
                                            it ->
                                                    it.getCommandSpec()
                                                            .optionsMap()
                                                            .containsKey(word));
                    assertTrue(known, () -> word + " in " + name);
                }
            }
        }
    }

    @Test
    void theUnitRangeAndDefaultThatOperatingTellsAreRight() throws IOException {
        String text = Files.readString(PAGE.resolveSibling("operating.md"));
        int rows = 0;
        for (String line : text.lines().filter(it -> it.startsWith("| `--")).toList()) {
            String[] cells = line.split(" *\\| *", -1);
            OptionSpec option = run.findOption(cells[1].replace("`", ""));
            if (option == null || cells.length < 5) {
                continue; // An endpoint, or an option of Java.
            }
            String usual = Option.of(option).map(Option::usual).orElse("");
            assertEquals(usual, cells[3], line);
            rows++;
        }
        assertTrue(rows > 15, "rows: " + rows);
    }

    private String tables() {
        StringBuilder text = new StringBuilder();
        for (ArgGroupSpec group : groups(run)) {
            Stream<ArgSpec> words = group.order() == 0 ? words(run) : Stream.of();
            text.append(table(heading(group), Stream.concat(words, group.args().stream())));
        }
        CommandSpec files = StaticCommand.spec(Map.of());
        text.append(
                table(
                        "What `gateway static` serves",
                        Stream.concat(words(files), groups(files).getFirst().args().stream())));
        CommandSpec check = CheckCommand.spec();
        text.append(
                table(
                        "What `gateway check` tries",
                        Stream.concat(words(check), check.options().stream())));
        return text.toString();
    }

    private static List<ArgGroupSpec> groups(CommandSpec command) {
        return command.argGroups().stream()
                .sorted(Comparator.comparingInt(ArgGroupSpec::order))
                .toList();
    }

    private static Stream<ArgSpec> words(CommandSpec command) {
        return command.positionalParameters().stream().map(ArgSpec.class::cast);
    }

    private static String table(String heading, Stream<ArgSpec> rows) {
        return rows.map(OptionsPageTest::row)
                .collect(
                        Collectors.joining(
                                "",
                                "\n## "
                                        + heading
                                        + "\n\n| option | default | what it says |\n"
                                        + "| --- | --- | --- |\n",
                                ""));
    }

    private static String heading(ArgGroupSpec group) {
        return String.valueOf(group.heading()).replace("%n", "").replaceFirst(":$", "");
    }

    private static String row(ArgSpec arg) {
        String name =
                arg instanceof OptionSpec option
                        ? option.longestName()
                                + (option.arity().max() == 0 ? "" : " " + arg.paramLabel())
                        : arg.paramLabel();
        String text = String.join(" ", arg.description()).replace("%%", "%");
        String usual = Option.of(arg).map(Option::usual).orElse("");
        if (!usual.isEmpty()) {
            text = text.replace(" Default: " + usual + ".", "");
        }
        return "| `%s` | %s | %s |\n"
                .formatted(name.replace("|", "\\|"), usual, text.replace("|", "\\|"));
    }
}
