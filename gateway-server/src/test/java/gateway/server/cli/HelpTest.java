package gateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the command line tells about itself, to people and to shells. */
class HelpTest {
    private static String said(String... words) {
        StringWriter out = new StringWriter();
        CommandLine line = Main.line(Map.of(), words).setOut(new PrintWriter(out, true));
        assertEquals(0, line.execute(words));
        return out.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "run", "check", "completion"})
    void fitsATerminal(String command) {
        String help = command.isEmpty() ? said("--help") : said(command, "--help");
        assertTrue(help.startsWith("Usage: gateway " + command), help);
        help.lines().forEach(line -> assertTrue(line.length() <= 80, line));
    }

    @Test
    void everyOptionIsInAGroupAndExplained() {
        String help = said("run", "--help");
        for (OptionSpec option : RunCommand.spec(Map.of()).options()) {
            assertTrue(option.group() != null, option.longestName());
            assertTrue(help.contains("  " + option.longestName()) || option.names().length > 1);
            assertTrue(option.description().length > 0, option.longestName());
        }
        assertTrue(help.contains("GATEWAY_KEEP_ALIVE=75s"), help);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run --help",
                "run -h",
                "run -Vh",
                "run --help=true",
                "run hello --debug -h",
                "static --help"
            })
    void headingsAreThereWhereverTheHelpIs(String words) {
        String help = said(words.split(" "));
        assertTrue(help.contains("\nWhere to listen:\n"), help);
        assertTrue(help.contains("\nHelp:\n"), help);
    }

    @Test
    void whatIsNotExplainedIsTheSame() {
        assertEquals(names(RunCommand.spec(Map.of())), names(RunCommand.spec(Map.of(), false)));
        assertEquals(List.of(), RunCommand.spec(Map.of(), false).argGroups());
    }

    private static List<String> names(CommandSpec command) {
        return command.options().stream().map(OptionSpec::longestName).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "run --when-f, --when-full",
        "run --client-auth wan, wanted",
        "run --when-full '', wait refuse",
        "che, check",
        "check --pat, --path --patience"
    })
    void aShellCompletesIt(String words, String completions, @TempDir Path folder)
            throws Exception {
        Path script = Files.writeString(folder.resolve("completion"), said("completion"));
        String last = "COMP_WORDS=(gateway " + words + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1));";
        Process bash =
                new ProcessBuilder(
                                "bash",
                                "-c",
                                "source "
                                        + script
                                        + "; "
                                        + last
                                        + " COMP_LINE=\"${COMP_WORDS[*]}\"; _complete_gateway;"
                                        + " echo ${COMPREPLY[@]}")
                        .start();
        String reply = new String(bash.getInputStream().readAllBytes(), UTF_8).strip();
        assertEquals(completions, reply);
    }
}
