package gateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Header;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The words after {@code gateway static}; what it serves is shown from outside. */
class StaticCommandTest {
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    @TempDir
    Path folder;

    private String refusal(String... words) {
        StringWriter said = new StringWriter();
        CommandLine line =
                new CommandLine(StaticCommand.spec(Map.of()))
                        .setParameterExceptionHandler(new Misunderstanding())
                        .setErr(new PrintWriter(said, true));
        assertEquals(2, line.execute(words));
        return said.toString().strip();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Frame-Options",
                ": x",
                "Set Cookie: x",
                "X-A: a\nb",
                "ETag: \"mine\"",
                "content-type: text/plain"
            })
    void aHeaderThatCannotBeSentIsRefused(String header) {
        String said = refusal(folder.toString(), "--header", header);
        assertTrue(said.contains("--header"), said);
        assertEquals(1, said.lines().count(), said);
    }

    @Test
    void aFolderIsNamedOnce() {
        String said = refusal(folder.toString(), "--directory", folder.toString());
        assertTrue(said.contains("DIR and --directory are the same, said twice"), said);
    }

    @Test
    void theFolderAndHeadersCanBeSaidElsewhere() {
        Map<String, String> environment =
                Map.of("GATEWAY_DIRECTORY", "/srv", "GATEWAY_HEADER", "X-A: a, http://b, X-B: c");
        CommandSpec spec = StaticCommand.spec(environment);
        new CommandLine(spec).parseArgs();
        Configuration.complete(spec, environment);
        assertEquals(Path.of("/srv"), spec.findOption("--directory").getValue());
        assertEquals(
                List.of(new Header("X-A", "a, http://b"), new Header("X-B", "c")),
                spec.findOption("--header").getValue());
    }

    @Test
    void whatIsSaidForItDoesNotDisturbRun() {
        Map<String, String> environment = Map.of("GATEWAY_DIRECTORY", "/srv");
        StringWriter table = new StringWriter();
        CommandLine line = Main.line(environment, "run").setOut(new PrintWriter(table));
        assertEquals(0, line.execute("run", "--print-config"));
        assertFalse(table.toString().contains("/srv"), table::toString);
    }

    @Test
    void theWordOverrulesTheFolderOfTheEnvironment() {
        Map<String, String> environment = Map.of("GATEWAY_DIRECTORY", "/srv");
        CommandSpec spec = StaticCommand.spec(environment);
        new CommandLine(spec).parseArgs(folder.toString());
        String table = Configuration.complete(spec, environment).table();
        assertEquals(folder, spec.findOption("--directory").getValue());
        String row =
                "(?s).*\ndirectory +" + folder + " +command line\n +/srv +GATEWAY_DIRECTORY, .*";
        assertTrue(table.matches(row), table);
    }

    @Test
    void whatIsOfNoUseIsNoOption() {
        for (String option : new String[] {"--classpath", "--mount", "--set"}) {
            String said = refusal(option, "x=y");
            assertTrue(said.contains("there is no option " + option), said);
        }
    }

    @Test
    void aCommandWithoutSettingsHasNone() {
        CommandSpec spec = StaticCommand.spec(Map.of());
        new CommandLine(spec).parseArgs(folder.toString());
        assertEquals(Map.of(), SettingOption.in(spec));
    }
}
