package gateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Options in the environment and in a file. */
class ConfigurationTest {
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    @TempDir
    private Path folder;

    /**
     * What is said in three places; a word of the file or the environment is {@code NAME=VALUE}.
     */
    private CommandSpec complete(List<String> file, List<String> environment, String... words)
            throws IOException {
        return completed(file, environment, words).command();
    }

    private record Completed(CommandSpec command, Configuration configuration) {}

    private Completed completed(List<String> file, List<String> environment, String... words)
            throws IOException {
        List<String> all = new ArrayList<>(List.of("run"));
        all.addAll(List.of(words));
        if (!file.isEmpty()) {
            all.addAll(List.of("--config", Files.write(path(), file).toString()));
        }
        String[] line = all.toArray(String[]::new);
        return completed(Main.line(Map.of(), line), environment, line);
    }

    private static Completed completed(CommandLine line, List<String> environment, String... words)
            throws IOException {
        line.parseArgs(words);
        CommandSpec command =
                Objects.requireNonNull(line.getSubcommands().get("run")).getCommandSpec();
        return new Completed(command, Configuration.complete(command, variables(environment)));
    }

    private Path path() {
        return folder.resolve("ops.properties");
    }

    private static Map<String, String> variables(List<String> words) {
        return words.stream()
                .map(word -> word.split("=", 2))
                .collect(java.util.stream.Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private String refusal(List<String> file, List<String> environment, String... words) {
        return String.valueOf(
                assertThrows(ParameterException.class, () -> complete(file, environment, words))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', '', 75s",
        "40s, '', '', 40s",
        "'', 50s, '', 50s",
        "40s, 50s, '', 50s",
        "40s, 50s, 60s, 60s",
        "40s, '', 60s, 60s",
        "'', 50s, 60s, 60s"
    })
    void theNearerPlaceCounts(String file, String variable, String word, String expected)
            throws IOException {
        CommandSpec command =
                complete(
                        file.isEmpty() ? List.of() : List.of("keep-alive = " + file),
                        List.of("GATEWAY_KEEP_ALIVE=" + variable), // Empty says nothing.
                        word.isEmpty() ? new String[0] : new String[] {"--keep-alive", word});
        Duration keepAlive = TimeoutOptions.timeouts(command).keepAlive();
        assertEquals(DurationText.parse(expected), keepAlive);
    }

    static Stream<String> keys() {
        return Keys.of(RunCommand.spec(Map.of())).keySet().stream()
                .filter(key -> !key.equals("config") && !key.equals("set"));
    }

    /** A value that each option takes. */
    private static String example(ArgSpec spec) {
        String label = spec.paramLabel();
        return switch (label) {
            case "NUMBER" -> "7";
            case "SIZE" -> "1000";
            case "DURATION" -> "7s";
            case "OCTAL" -> "600";
            case "FIELD" -> "for,host";
            case "[HOST:]PORT" -> "7";
            case "common|combined|json|TEMPLATE" -> "json";
            case "[proxy:][tls:]ENDPOINT" -> "127.0.0.1:7,127.0.0.1:8";
            default -> spec.splitRegex().isEmpty() && label.contains("|") ? last(label) : "a";
        };
    }

    private static String last(String label) {
        return label.substring(label.lastIndexOf('|') + 1);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void eachOptionCanBeSaidInEachPlace(String key) throws IOException {
        ArgSpec spec = Objects.requireNonNull(Keys.of(RunCommand.spec(Map.of())).get(key));
        boolean isSwitch = spec.typeInfo().isBoolean();
        String value = isSwitch ? "true" : example(spec);
        String[] words =
                spec.isPositional()
                        ? new String[] {value}
                        : Stream.of(value.split(",", -1))
                                .map(it -> "--" + key + "=" + it)
                                .toArray(String[]::new);
        Object expected = said(key, complete(List.of(), List.of(), words));
        assertTrue(expected != null, key);
        assertEquals(expected, said(key, complete(List.of(key + "=" + value), List.of())));
        String variable = Variables.name(key) + "=" + value;
        assertEquals(expected, said(key, complete(List.of(), List.of(variable))));
    }

    private static Object said(String key, CommandSpec command) {
        return Objects.requireNonNull(Keys.of(command).get(key)).getValue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    grce = 5s          | there is no option grce; perhaps grace
                    --grace = 5s       | there is no option --grace; perhaps grace
                    keep_alive = 5s    | there is no option keep_alive; perhaps keep-alive
                    frobnicate = 1     | there is no option frobnicate
                    print-config = true| there is no option print-config
                    config = b         | config: a file cannot name another
                    grace = 5          | grace: '5' is not a duration with its unit
                    grace = 25h        | grace: 25h is not in 0s to 24h
                    grace =            | grace: the value is missing
                    reuse-port = yes   | reuse-port: 'yes' is not true or false
                    reuse-port = tru   | is not true or false; perhaps true
                    when-full = refus  | when-full: 'refus' is not wait or refuse; perhaps refuse
                    bind = 1.1.1.1:1,  | bind: '' is not HOST:PORT
                    set.foo = 1        | set.foo: setting 'foo' is not a dotted name
                    set = a.b=1        | set: a setting has a line of its own, set.NAME = VALUE
                    grace = \\u12      | cannot be understood
                    """)
    void whatAFileSaysWronglyIsNamed(String line, String reason) {
        String said = refusal(List.of("backlog = 9", line), List.of(), "--backlog=8");
        assertTrue(said.contains("ops.properties: ") && said.contains(reason), said);
    }

    @Test
    void soIsWhatItSaysTwice() {
        String said = refusal(List.of("grace = 5s", "grace = 6s"), List.of());
        assertTrue(said.endsWith("ops.properties: grace is said twice"), said);
    }

    @Test
    void soIsAFileThatIsNotThereOrNoText() throws IOException {
        String missing = folder.resolve("no").toString();
        assertEquals(
                "--config: there is no file " + missing,
                refusal(List.of(), List.of("GATEWAY_CONFIG=" + missing)));
        Files.write(path(), new byte[] {'a', '=', (byte) 0xFF});
        assertTrue(refusal(List.of(), List.of(), "--config=" + path()).endsWith("is not in UTF-8"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    GATEWAY_GRCE=5s           | there is no option for the variable GATEWAY_GRCE; perhaps GATEWAY_GRACE
                    GATEWAY_JAVA_OPT=-Xmx1g   | GATEWAY_JAVA_OPT; perhaps GATEWAY_JAVA_OPTS
                    GATEWAY_FROBNICATE=1      | there is no option for the variable GATEWAY_FROBNICATE
                    GATEWAY_grace=1s          | there is no option for the variable GATEWAY_grace
                    GATEWAY_PRINT_CONFIG=true | there is no option for the variable GATEWAY_PRINT_CONFIG
                    GATEWAY_GRACE=5           | GATEWAY_GRACE: '5' is not a duration with its unit
                    GATEWAY_REUSE_PORT=1      | GATEWAY_REUSE_PORT: '1' is not true or false
                    GATEWAY_SET=foo           | GATEWAY_SET: 'foo' is not NAME=VALUE
                    GATEWAY_SET=a.b=1,a.b=2   | GATEWAY_SET: a.b is set twice
                    PORT=http                 | PORT: 'http' is not a port, 0 to 65535; --bind overrules it
                    PORT=65536                | PORT: '65536' is not a port
                    """)
    void whatAVariableSaysWronglyIsNamed(String variable, String reason) {
        // Whether it counts or not.
        String said = refusal(List.of(), List.of(variable), "--grace=1s", "--reuse-port");
        assertTrue(said.contains(reason), said);
    }

    @ParameterizedTest
    @CsvSource({"GATEWAY_PORT, 9000", "GATEWAY_ADMIN_PORT, 9090"})
    void aPortThatNoContainerRuntimeSaysIsNoOption(String name, String value) {
        String said = refusal(List.of(), List.of(name + "=" + value));
        assertTrue(said.contains("there is no option for the variable " + name), said);
    }

    @ParameterizedTest
    @CsvSource({
        "GATEWAY_BUILD",
        "GATEWAY_JAVA_OPTS",
        "GATEWAY_INTERFACE",
        "GATEWAY_TCK_PATIENCE",
        "GATEWAY_SERVICE_HOST",
        "GATEWAY_SERVICE_PORT_HTTP",
        "GATEWAY_PORT",
        "GATEWAY_PORT_8080_TCP_ADDR",
        "GATEWAY_SHOP_SERVICE_PORT",
        "GATEWAY_SHOP_PORT_443_TCP",
        "GATEWAYS",
        "MY_GATEWAY_GRCE"
    })
    void othersHaveVariablesToo(String name) throws IOException {
        Configuration configuration =
                completed(List.of(), List.of(name + "=tcp://10.0.0.1:80")).configuration();
        assertEquals(1, configuration.table().split("GATEWAY", -1).length);
    }

    @Test
    void aPlatformChoosesThePort() throws IOException {
        String host =
                bind("0.0.0.0:5000").equals(bound(List.of(), "PORT=5000")) ? "0.0.0.0" : "[::]";
        assertEquals(bind(host + ":5000"), bound(List.of(), "PORT=5000"));
        assertEquals(bind("127.0.0.1:80"), bound(List.of("bind = 127.0.0.1:80"), "PORT=5000"));
        assertEquals(bind("127.0.0.1:81"), bound(List.of(), "PORT=x", "GATEWAY_BIND=127.0.0.1:81"));
        CommandSpec said = complete(List.of(), List.of("PORT=5000"), "--bind=127.0.0.1:82");
        assertEquals(bind("127.0.0.1:82"), said("bind", said).toString());
    }

    private static String bind(String endpoint) {
        return List.of(Bind.parse(endpoint)).toString();
    }

    private String bound(List<String> file, String... environment) throws IOException {
        return said("bind", complete(file, List.of(environment))).toString();
    }

    @Test
    void aSettingIsAnOptionByItself() throws IOException {
        CommandSpec command =
                complete(
                        List.of("set.shop.color = red, blue", "set.shop.size = 1", "set.a.b = 1"),
                        List.of("GATEWAY_SET=shop.size=2,shop.names=Ada, Bob,a.b=2"),
                        "--set=a.b=3",
                        "--set=a.c=4");
        assertEquals(
                Map.of(
                        "shop.color", "red, blue",
                        "shop.size", "2",
                        "shop.names", "Ada, Bob",
                        "a.b", "3",
                        "a.c", "4"),
                SettingOption.in(command));
    }

    /** Whether or not the model has headings. */
    @Test
    void theLastOfSeveralWordsHolds() throws IOException {
        String[] words = {"run", "--grace", "5s", "--debug", "--grace=10s", "--debug"};
        for (CommandLine line : List.of(Main.line(Map.of(), words), Main.commandLine(Map.of()))) {
            Completed completed = completed(line, List.of(), words);
            assertEquals(Duration.ofSeconds(10), said("grace", completed.command()));
            String table = completed.configuration().table();
            assertTrue(table.replaceAll(" +", " ").contains("\ngrace 10s command line\n"), table);
        }
    }

    @Test
    void theTableTellsWhereEachValueIsFrom() throws IOException {
        String table =
                completed(
                                List.of("keep-alive = 40s", "grace=5s", "set.shop.token = t0"),
                                List.of("GATEWAY_KEEP_ALIVE=50s", "GATEWAY_BACKLOG=7"),
                                "my.Application",
                                "--keep-alive=60s",
                                "--reuse-port=false")
                        .configuration()
                        .table()
                        .replaceAll(" {2,}", " | ");
        String file = path().toString();
        List<String> lines = table.lines().toList();
        assertEquals("option | value | from", lines.getFirst());
        int keepAlive = lines.indexOf("keep-alive | 60s | command line");
        assertEquals(
                List.of(
                        " | 50s | GATEWAY_KEEP_ALIVE, overruled",
                        " | 40s | " + file + ", overruled"),
                lines.subList(keepAlive + 1, keepAlive + 3),
                table);
        for (String line :
                List.of(
                        "application | my.Application | command line",
                        "reuse-port | false | command line",
                        "refuse-encoded-slash | false | default",
                        "backlog | 7 | GATEWAY_BACKLOG",
                        "grace | 5s | " + file,
                        "set.shop.token | **** | " + file,
                        "bind | 127.0.0.1:8080 | default",
                        "classpath | - | default")) {
            assertTrue(lines.contains(line), () -> line + " in " + table);
        }
        keys().forEach(key -> assertTrue(table.contains("\n" + key + " | "), key));
    }

    @Test
    void aFileCanBeComparedLater() throws IOException {
        Files.write(path(), List.of("grace = 5s", "backlog = 9", "bind = 127.0.0.1:0"));
        PropertiesFile file = PropertiesFile.read(path());
        assertEquals("[]", file.changes().toString());
        Files.write(path(), List.of("# none", "backlog = 8", "keep-alive=1s", "bind=127.0.0.1:0"));
        assertEquals("[backlog, grace, keep-alive]", file.changes().toString());
    }
}
