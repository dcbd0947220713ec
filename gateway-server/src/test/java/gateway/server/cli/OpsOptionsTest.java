package gateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.server.net.Endpoint;
import gateway.server.ops.OpsSettings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The options of {@code gateway run} for what an operator sees. */
class OpsOptionsTest {
    private static CommandSpec parse(String... words) {
        CommandLine line = new CommandLine(RunCommand.spec(Map.of()));
        line.parseArgs(words);
        return line.getCommandSpec();
    }

    @Test
    void nothingSaidIsNothing() {
        assertEquals(OpsSettings.NOTHING, OpsOptions.settings(parse()));
        assertTrue(OpsSettings.NOTHING.isNothing());
        assertEquals(Duration.ZERO, OpsOptions.drainDelay(parse()));
    }

    @Test
    void eachCanBeSaid() {
        CommandSpec said =
                parse(
                        "--access-log=-",
                        "--access-log-format=%h \"%r\" %{X-A}o",
                        "--request-ids",
                        "--admin=9090",
                        "--drain-delay=5s",
                        "--stuck-after=1m",
                        "--flight-records");
        assertEquals(
                new OpsSettings(
                        Optional.of("-"),
                        "%h \"%r\" %{X-A}o",
                        true,
                        Optional.of(Endpoint.tcp("127.0.0.1", 9090)),
                        Optional.of(Duration.ofMinutes(1)),
                        true),
                OpsOptions.settings(said));
        assertFalse(OpsOptions.settings(said).isNothing());
        assertEquals(Duration.ofSeconds(5), OpsOptions.drainDelay(said));
    }

    @Test
    void theAdminListenerIsElsewhereIfThatIsSaid() {
        assertEquals(
                Optional.of(Endpoint.tcp("0.0.0.0", 9090)),
                OpsOptions.settings(parse("--admin=0.0.0.0:9090")).admin());
    }

    @ParameterizedTest
    @CsvSource({
        "--access-log=, --access-log",
        "--access-log-format=clf, --access-log-format",
        "--access-log-format=jsn, ; perhaps json",
        "--access-log-format=json, --access-log",
        "--access-log-format=%Z, %{iso}t",
        "--admin=, --admin",
        "--admin=90900, --admin",
        "--admin=systemd, --admin",
        "--drain-delay=2h, --drain-delay",
        "--stuck-after=1ms, --stuck-after"
    })
    void whatIsNotUnderstoodIsNamed(String word, String part) {
        StringWriter said = new StringWriter();
        CommandLine line = new CommandLine(RunCommand.spec(Map.of())).setErr(new PrintWriter(said));
        assertEquals(2, line.execute(word));
        assertTrue(said.toString().contains(part), said.toString());
    }

    @Test
    void whatCannotBeOpenedIsOneLineAndNoStart(@TempDir Path folder) {
        assertEquals(
                1, new CommandLine(RunCommand.spec(Map.of())).execute("--access-log=" + folder));
    }

    @Test
    void theSettingsAreShownWithoutSecrets() {
        CommandSpec said = parse("--set", "shop.color=hush", "--access-log=-", "--debug");
        String text =
                Configuration.complete(said, Map.of("GATEWAY_ADMIN", "9090")).tableForAnybody();
        assertRow("access-log + - + command line", text);
        assertRow("admin + 9090 + GATEWAY_ADMIN", text);
        assertRow("set.shop.color + [*]{4} + command line", text);
        assertRow("bind + 127.0.0.1:8080 + default", text);
        assertFalse(text.contains("hush"), text);
    }

    private static void assertRow(String pattern, String text) {
        assertTrue(text.lines().anyMatch(line -> line.matches(pattern)), text);
    }
}
