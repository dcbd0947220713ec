package gateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
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
