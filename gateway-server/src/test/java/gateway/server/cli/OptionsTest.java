package gateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.server.Settings;
import gateway.server.http.Limit;
import gateway.server.http.Limits;
import gateway.server.http.Phase;
import gateway.server.http.Timeouts;
import gateway.server.net.Admission;
import gateway.server.net.Binding;
import gateway.server.net.Endpoint;
import gateway.server.net.WhenFull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The options of {@code gateway run} for connections, limits and deadlines. */
class OptionsTest {
    private static CommandSpec parse(String... words) {
        CommandLine line = new CommandLine(RunCommand.spec(Map.of()));
        line.parseArgs(words);
        return line.getCommandSpec();
    }

    /** What is said where words are not understood. */
    private static String refusal(String... words) {
        StringWriter said = new StringWriter();
        CommandLine line = new CommandLine(RunCommand.spec(Map.of())).setErr(new PrintWriter(said));
        assertEquals(2, line.execute(words));
        return said.toString().lines().findFirst().orElse("");
    }

    private static String help(String option) {
        OptionSpec spec = parse().findOption(option);
        return String.join(" ", spec.description());
    }

    @Test
    void nothingSaidIsTheDefaults() {
        CommandSpec nothing = parse();
        assertEquals(Limits.DEFAULT, LimitOptions.limits(nothing));
        assertEquals(Timeouts.DEFAULT, TimeoutOptions.timeouts(nothing));
        assertEquals(Admission.DEFAULT, AdmissionOptions.admission(nothing));
        assertEquals(Settings.DEFAULT.grace(), AdmissionOptions.grace(nothing));
    }

    @ParameterizedTest
    @EnumSource(Limit.class)
    void eachLimitCanBeSet(Limit limit) {
        long value = limit == Limit.HEAD ? 20_000 : limit.range().least();
        String name = LimitOptions.name(limit);
        Limits said = LimitOptions.limits(parse(name, Long.toString(value)));
        assertEquals(Limits.DEFAULT.with(limit, value), said);
        assertEquals(value, said.value(limit));
    }

    @ParameterizedTest
    @EnumSource(Limit.class)
    void beyondItsRangeItIsNamed(Limit limit) {
        String name = LimitOptions.name(limit);
        String least = Long.toString(limit.range().least());
        for (String value : new String[] {"-1", "x", "999999999999999999g", ""}) {
            String said = refusal(name + "=" + value);
            assertTrue(said.contains(name), said);
        }
        if (!limit.canBeUnlimited()) {
            String said = refusal(name, Long.toString(limit.range().most() + 1));
            assertTrue(said.contains(name) && said.contains(least + " to "), said);
        }
    }

    @ParameterizedTest
    @EnumSource(Limit.class)
    void itsHelpTellsRangeAndDefault(Limit limit) {
        String said = help(LimitOptions.name(limit));
        assertTrue(said.contains(limit.text()), said);
        assertTrue(said.contains(limit.range().least() + " to "), said);
        assertTrue(said.contains("Default: "), said);
    }

    @Test
    void aLimitCanBeNone() {
        assertEquals(
                Long.MAX_VALUE, LimitOptions.limits(parse("--max-body-size=unlimited")).body());
        assertTrue(refusal("--max-fields=unlimited").contains("--max-fields"));
    }

    @Test
    void aHeadHoldsItsTarget() {
        String said = refusal("--max-target-size=20000");
        assertTrue(said.contains("--max-head-size is 16384"), said);
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void eachDeadlineCanBeSet(Phase phase) {
        String name = TimeoutOptions.name(phase);
        Timeouts said = TimeoutOptions.timeouts(parse(name, "1500ms"));
        assertEquals(Timeouts.DEFAULT.with(phase, Duration.ofMillis(1500)), said);
        for (String value : new String[] {"0s", "25h", "5", "1d", "-1s", ""}) {
            String refused = refusal(name + "=" + value);
            assertTrue(refused.contains(name), refused);
        }
        assertTrue(refusal(name, "25h").contains("1ms to 24h"));
        String help = help(name);
        assertTrue(help.contains("1ms to 24h") && help.contains("Default: "), help);
    }

    @Test
    void whatIsUsualIsShown() {
        assertTrue(help("--keep-alive").endsWith("Default: 75s."));
        assertTrue(help("--request-timeout").endsWith("Default: off."));
        assertTrue(help("--max-head-size").endsWith("Default: 16KiB."));
        assertTrue(help("--max-requests-per-connection").endsWith("Default: unlimited."));
        assertTrue(help("--grace").endsWith("0s to 24h. Default: 30s."));
    }

    @Test
    void admissionCanBeSet() {
        CommandSpec said =
                parse(
                        "--max-connections=5",
                        "--when-full=refuse",
                        "--backlog=7",
                        "--reuse-port",
                        "--socket-mode=600",
                        "--grace=0s");
        assertEquals(
                new Admission(7, true, 5, WhenFull.REFUSE, Endpoint.mode("600")),
                AdmissionOptions.admission(said));
        assertEquals(Duration.ZERO, AdmissionOptions.grace(said));
    }

    @Test
    void aUnixSocketCanBeNamed() {
        Binding binding = Binding.plain(Endpoint.parse("unix:/s"));
        CommandSpec said = parse("--unix-name=shop.example");
        assertEquals(binding.named("shop.example"), AdmissionOptions.named(binding, said));
        assertEquals(binding, AdmissionOptions.named(binding, parse()));
    }

    @ParameterizedTest
    @CsvSource({
        "--max-connections=0, 1 to 1000000",
        "--backlog=65536, 1 to 65535",
        "--when-full=later, is not wait or refuse",
        "--socket-mode=9, three octal digits",
        "--unix-name=a:80, not the name of a host",
        "--grace=2, with its unit",
        "--grace=25h, 0s to 24h",
        "--proxy-from=10.0.0.0/8, no use without",
        "--bind=proxy:127.0.0.1:0, needs --proxy-from",
        "--bind=tls:unix:/s, no TLS over Unix"
    })
    void whatIsWrongIsNamed(String word, String reason) {
        String said = refusal(word);
        assertTrue(said.contains(word.substring(0, word.indexOf('='))), said);
        assertTrue(said.contains(reason), said);
    }

    @Test
    void soIsAProxyThatIsNoAddress() {
        String said = refusal("--bind=proxy:127.0.0.1:0", "--proxy-from=10.0.0.0/8,nginx");
        assertTrue(said.contains("--proxy-from: 'nginx'"), said);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "65536, 64KiB", "64k, 64KiB", "16KiB, 16KiB", "1g, 1GiB", "3MIB, 3MiB"})
    void sizesAreReadAndShown(String text, String shown) {
        assertEquals(shown, SizeText.of(SizeText.parse(text)));
    }

    @ParameterizedTest
    @CsvSource({"0s, 0s", "500ms, 500ms", "1000ms, 1s", "75s, 75s", "2m, 120s", "60m, 1h"})
    void durationsAreReadAndShown(String text, String shown) {
        assertEquals(shown, DurationText.of(DurationText.parse(text)));
    }

    @Test
    void bindsAreReadFromLeftToRight() {
        assertEquals(
                new Bind(true, true, Endpoint.tcp("::1", 8443)),
                Bind.parse("proxy:tls:[::1]:8443"));
        assertEquals(new Bind(false, false, new Endpoint.Inherited()), Bind.parse("systemd"));
        assertEquals(Optional.empty(), Phase.REQUEST.usual());
    }
}
