package gateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** One line for a word that is not understood: the word, what is allowed, where to read on. */
class WordsTest {
    private static String refusal(String... words) {
        StringWriter said = new StringWriter();
        CommandLine line = Main.line(Map.of(), words).setErr(new PrintWriter(said, true));
        assertEquals(2, line.execute(words));
        assertEquals(1, said.toString().lines().count(), said.toString());
        return said.toString().strip();
    }

    @Test
    void tellsWhichCommandsThereAre() {
        assertEquals(
                "gateway: there is no command serve, only: run, static, check, completion (see gateway"
                        + " --help)",
                refusal("serve"));
        assertTrue(refusal("chekc").contains("; perhaps check ("));
        assertEquals("gateway: a command is missing (see gateway --help)", refusal());
    }

    @Test
    void tellsWhichOptionThereIsNot() {
        assertEquals(
                "gateway: there is no option --frobnicate (see gateway run --help)",
                refusal("run", "--frobnicate"));
    }

    @ParameterizedTest
    @CsvSource({
        "--class-path=a.jar, --classpath",
        "--bnd=127.0.0.1:0, --bind",
        "--keep-alive-timeout=5s, --keep-alive",
        "--max-bodysize=1m, --max-body-size",
        "--resue-port, --reuse-port",
        "--chekc-config, --check-config",
        "--min-rat, --min-rate",
        "--tls-minium=1.3, --tls-minimum",
        "--graceful=5s, --grace",
        "--header-timeout=5s, --head-timeout",
        "--timeout=30, --request-timeout",
        "--workers=4, --concurrency",
        "--certfile=c.pem, --certificate"
    })
    void namesTheNearestOption(String word, String nearest) {
        assertEquals(
                "gateway: there is no option "
                        + word.replaceFirst("=.*", "")
                        + "; perhaps "
                        + nearest
                        + " (see gateway run --help)",
                refusal("run", word));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --when-full=refus    | is not wait or refuse; perhaps refuse
                    --client-auth=want   | is not none, wanted or required; perhaps wanted
                    --tls-minimum=1.1    | is not 1.2 or 1.3; perhaps 1.2, 1.3
                    --tls-minimum=ssl    | is not 1.2 or 1.3 (see
                    --keep-alive=75      | such as 500ms, 75s, 2m or 1h; perhaps 75s
                    --concurrency=virtul | is not virtual, serial, or pool:N
                    """)
    void namesTheNearestValue(String word, String allowed) {
        String said = refusal("run", word);
        assertTrue(said.contains(word.substring(0, word.indexOf('='))), said);
        assertTrue(said.contains(allowed), said);
    }

    @Test
    void tellsWhichWordIsOneTooMany() {
        assertEquals(
                "gateway: the word B is one too many (see gateway run --help)",
                refusal("run", "A", "B"));
    }

    @Test
    void keepsToOneLine() {
        String said = refusal("run", "--bind", "a\nb");
        assertTrue(said.contains("'a b'"), said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    --bind=http://127.0.0.1:8080 | is a URI: say HOST:PORT
                    --bind=127.0.0.1             | such as 127.0.0.1:8080
                    --concurrency=pool:0         | 1 to 100000
                    --concurrency=pool:1000000   | 1 to 100000
                    --concurrency=pool:99999999999999999999 | 1 to 100000
                    --concurrency=threads        | virtual, serial, or pool:N
                    --tls-handshakes=0           | is not at least 1
                    --tls-handshake-timeout=0s   | is not in 1ms to 24h
                    --tls-handshake-timeout=25h  | is not in 1ms to 24h
                    --tls-handshake-timeout=5    | '5' is not a duration with its unit
                    --set=foo                    | 'foo' is not NAME=VALUE
                    --set=foo=1                  | 'foo' is not a dotted name
                    --set=gateway.input=1        | names that begin with gateway. are
                    """)
    void namesTheOptionAndWhatIsAllowed(String word, String allowed) {
        String said = refusal("run", word);
        assertTrue(said.contains(word.substring(0, word.indexOf('='))), said);
        assertTrue(said.contains(allowed), said);
        assertTrue(said.endsWith("(see gateway run --help)"), said);
    }

    @Test
    void takesEachSettingOnce() {
        String said = refusal("run", "--set", "a.b=1", "--set", "a.c=1", "--set", "a.b=2");
        assertTrue(said.contains("--set: a.b is set twice"), said);
    }
}
