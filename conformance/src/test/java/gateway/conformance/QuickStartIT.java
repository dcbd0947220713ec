package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The archive of classes as Java makes and uses it, with a copy of the built jars. */
class QuickStartIT {
    private static final String MAIN = "gateway.server.cli.Main ";

    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // Set by copy.
    private Path top;

    /** A checkout of nothing but the launcher and what was built, older than the jars. */
    @BeforeEach
    void copy() throws IOException {
        top = Files.createDirectory(folder.toRealPath().resolve("checkout"));
        Path original = Checkout.top();
        Files.copy(
                original.resolve("gateway"),
                top.resolve("gateway"),
                StandardCopyOption.COPY_ATTRIBUTES);
        List<String> modules =
                List.of("gateway-api", "gateway-toolkit", "gateway-server", "sample-apps/hello");
        copy(original, Path.of("pom.xml"));
        copy(original, Path.of("sample-apps/pom.xml"));
        for (String module : modules) {
            copy(original, Path.of(module, "pom.xml"));
            Files.createDirectories(top.resolve(module).resolve("src/main"));
        }
        for (String module : modules) {
            copyJars(original, Path.of(module, "target"));
        }
        copyJars(original, Path.of("gateway-server/target/lib"));
    }

    private void copyJars(Path original, Path place) throws IOException {
        try (Stream<Path> files = Files.list(original.resolve(place))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (file.toString().endsWith(".jar")) {
                    copy(original, original.relativize(file));
                }
            }
        }
    }

    private void copy(Path original, Path file) throws IOException {
        Files.createDirectories(top.resolve(file).resolveSibling(""));
        Files.copy(original.resolve(file), top.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }

    private Child start(String options, String... words) throws IOException {
        return Child.start(
                top,
                Map.of(
                        "GATEWAY_BUILD",
                        "",
                        "GATEWAY_JAVA_OPTS",
                        options,
                        "JAVA_HOME",
                        Checkout.jdk().toString()),
                Stream.concat(Stream.of("./gateway"), Stream.of(words)).toList());
    }

    private Outcome launch(String... words) throws IOException, InterruptedException {
        try (Child child = start("", words)) {
            return child.end();
        }
    }

    private Path archive() throws IOException {
        try (Stream<Path> snapshots = Files.list(top.resolve("target/run"))) {
            return snapshots.findFirst().orElseThrow().resolve("classes.aot");
        }
    }

    /** Serves, and tells where the class {@code Main} came from. */
    private String sourceOfMain() throws Exception {
        Path log = Files.createTempFile(folder, "classes", ".log");
        String options = "-Xlog:class+load:file=" + log;
        try (Server server =
                Server.accepting(start(options, "run", "hello", "--bind", "127.0.0.1:0"))) {
            Outcome end = server.terminate();
            assertEquals(0, end.code());
            assertEquals("", end.out());
            assertTrue(
                    end.err().stream().noneMatch(line -> line.contains("[warning]")),
                    () -> end.err().toString());
        }
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains(MAIN))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void isMadeOnceAndUsed() throws Exception {
        Outcome first = launch("run", "hello", "--version");
        assertEquals(List.of(EmptyCheckout.PREPARING), first.err());
        assertEquals(0, first.code());
        assertTrue(Files.size(archive()) > 0, "it could not be made");

        assertTrue(sourceOfMain().contains("shared objects file"), sourceOfMain());
    }

    @Slow
    @Test
    void harmsNothingWhereItIsBroken() throws Exception {
        launch("run", "hello", "--version");
        byte[] whole = Files.readAllBytes(archive());
        byte[] zeros = new byte[whole.length];
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        for (byte[] broken : List.of("nonsense".getBytes(US_ASCII), zeros, half)) {
            Files.write(archive(), broken);
            assertFalse(sourceOfMain().contains("shared objects file"));
        }
    }

    @Slow
    @Test
    void fitsTheOptionsOfAnOperatorOrIsPassedOver() throws Exception {
        String version = launch("--version").out();
        for (String options : List.of("-XX:+UseG1GC", "-XX:+UseZGC", "-XX:-UseCompressedOops")) {
            try (Child child = start(options, "--version")) {
                Outcome outcome = child.end();
                assertEquals(List.of(), outcome.err(), options);
                assertEquals(version, outcome.out(), options); // Where Java puts its warnings.
                assertEquals(0, outcome.code(), options);
            }
        }
    }
}
