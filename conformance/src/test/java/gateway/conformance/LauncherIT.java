package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The launcher alone, in a checkout of empty files whose JDK and Maven only write down how they
 * were called.
 */
class LauncherIT {
    private static final String ALL = "gateway-api,gateway-toolkit,gateway-server";

    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // Set by lay.
    private Path top;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void lay() throws IOException {
        folder = folder.toRealPath();
        top = Files.createDirectory(folder.resolve("a checkout"));
        Files.copy(Checkout.launcher(), top.resolve("gateway"));
        assertTrue(top.resolve("gateway").toFile().setExecutable(true));
        pom("", "gateway-parent");
        pom("gateway-api", "gateway-api");
        pom("gateway-toolkit", "gateway-toolkit");
        pom("gateway-server", "gateway-server");
        pom("sample-apps", "gateway-samples");
        pom("sample-apps/hello", "gateway-sample-hello");
        pom("benchmarks/app", "gateway-bench-app");
        jdk("jdk", "25.0.1");
        // Makes what is asked for, unless it is there: Maven leaves alone what did not change.
        program(
                "bin/mvn",
                """
                echo "$*" >>'%s'
                modules=$(echo "$*" | sed 's/.* -pl \\([^ ]*\\) .*/\\1/' | tr ',' ' ')
                for module in $modules; do
                    mkdir -p "$module/target"
                    jar=$module/target/$(sed -n 's:.*<artifactId>\\(gateway-.*\\)</artifactId>.*:\\1:p' "$module/pom.xml").jar
                    [ -e "$jar" ] || touch "$jar"
                done
                if [ -e '%s' ]; then
                    echo '[ERROR] it does not compile'
                    exit 1
                fi
                """
                        .formatted(folder.resolve("mvn.log"), folder.resolve("fail")));
        environment.put("JAVA_HOME", folder.resolve("jdk").toString());
        environment.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        environment.put("GATEWAY_BUILD", "");
        environment.put("GATEWAY_JAVA_OPTS", "");
    }

    @Test
    void buildsWhatIsMissingOnce() throws Exception {
        Outcome first = launch("run", "hello", "--bind", "a:1");

        assertEquals(
                List.of(
                        "Building gateway-api, gateway-toolkit, gateway-server,"
                                + " sample-apps/hello …"),
                first.err());
        assertEquals(List.of(ALL + ",sample-apps/hello"), built());
        assertHandsOver(first, hello(), "run", "--bind", "a:1");

        Outcome second = launch("run", "hello", "--bind", "a:1");

        assertEquals(List.of(), second.err());
        assertEquals(1, built().size());
        assertHandsOver(second, hello(), "run", "--bind", "a:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sample-apps/hello/src/main/File.java",
                "sample-apps/hello/src/main",
                "sample-apps/hello/pom.xml",
                "sample-apps/pom.xml"
            })
    void buildsWhatIsOlderThanItsSourcesOnce(String changed) throws Exception {
        launch("run", "hello");
        changeNow(changed);

        assertEquals(
                List.of("Building sample-apps/hello …"), launch("run", "hello").err(), changed);
        // The jar was not written again, but counts as built.
        assertEquals(List.of(), launch("run", "hello").err());
        assertEquals(List.of(ALL + ",sample-apps/hello", "sample-apps/hello"), built());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pom.xml",
                "gateway-api/src/main/File.java",
                "gateway-toolkit/src/main/File.java"
            })
    void buildsEverythingAfterAChangeThatEverythingIsMadeOf(String changed) throws Exception {
        launch("run", "hello");
        changeNow(changed);

        launch("run", "hello");

        assertEquals(List.of(ALL + ",sample-apps/hello", ALL + ",sample-apps/hello"), built());
    }

    @Test
    void datesJarsByTheStartOfTheirBuild() throws Exception {
        launch("--help");

        assertEquals(
                Files.getLastModifiedTime(top.resolve("target/launcher.lock")),
                Files.getLastModifiedTime(jar("gateway-server", "gateway-server")),
                "what is saved during a build would pass for built");
    }

    @Test
    void showsWhatMavenSaysWhenItFails() throws Exception {
        Files.createFile(folder.resolve("fail"));

        Outcome failed = launch("--help");

        assertEquals(1, failed.code());
        assertEquals(
                List.of(
                        "Building gateway-api, gateway-toolkit, gateway-server …",
                        "[ERROR] it does not compile",
                        "gateway: the build failed"),
                failed.err());
        assertEquals("", failed.out());

        Files.delete(folder.resolve("fail"));
        // The jars that the failed build has left are not used.
        assertEquals(0, launch("--help").code());
        assertEquals(List.of(ALL, ALL), built());
    }

    @Test
    void buildsOnceWhereTwoStartAtOnce() throws Exception {
        Path flock = Path.of("/usr/bin/flock");
        Assumptions.assumeTrue(Files.exists(flock), "without flock there is no lock");
        Path locks = folder.resolve("locks");
        Files.createFile(locks);
        // Neither gets the lock before both want it: both have found everything missing.
        program(
                "bin/flock",
                """
                echo wanted >>'%s'
                until [ "$(wc -l <'%s')" -ge 2 ]; do :; done
                exec %s "$@"
                """
                        .formatted(locks, locks, flock));

        try (Child one = start("--help");
                Child other = start("--help")) {
            assertEquals(0, one.end().code());
            assertEquals(0, other.end().code());
        }

        assertEquals(List.of(ALL), built());
    }

    @Test
    void saysWhichJarIsMissingWhereItMayNotBuild() throws Exception {
        environment.put("GATEWAY_BUILD", "never");

        Outcome outcome = launch("run", "hello");

        assertEquals(1, outcome.code());
        assertEquals(
                List.of(
                        "gateway: "
                                + jar("gateway-server", "gateway-server")
                                + " is missing, and GATEWAY_BUILD=never"),
                outcome.err());
        assertEquals(List.of(), built());
    }

    @Test
    void doesNotLookAtSourcesWhereItMayNotBuild() throws Exception {
        launch("run", "hello");
        changeNow("pom.xml");
        environment.put("GATEWAY_BUILD", "never");

        assertHandsOver(launch("run", "hello"), hello(), "run");
        assertEquals(1, built().size());
    }

    @Test
    void looksUpTheFirstWordAfterRunOnly() throws Exception {
        launch("run", "hello");

        assertHandsOver(launch("run", "hello", "hello"), hello(), "run", "hello");
        assertHandsOver(launch("run", "--bind", "hello"), "", "run", "--bind", "hello");
        assertHandsOver(launch("run", "my.Hello", "a b", ""), "", "run", "my.Hello", "a b", "");
        assertHandsOver(launch("run", "../sample-apps/hello"), "", "run", "../sample-apps/hello");
        assertHandsOver(launch("run", ""), "", "run", "");
        assertHandsOver(launch("run"), "", "run");
        assertHandsOver(launch("hello"), "", "hello");
        assertHandsOver(launch(), "");
        assertHandsOver(
                launch("run", "bench"),
                ":"
                        + jar("benchmarks/app", "gateway-bench-app")
                        + ":"
                        + top.resolve("benchmarks/app/target/lib/*"),
                "run");
    }

    @Test
    void worksThroughLinksFromAnyFolder() throws Exception {
        launch("--help");
        Path link = Files.createSymbolicLink(folder.resolve("a link"), Path.of("a checkout"));
        Path other = Files.createDirectory(folder.resolve("bin 2"));
        Files.createSymbolicLink(other.resolve("gw"), Path.of("../a link/gateway"));

        for (Path launcher : List.of(link.resolve("gateway"), other.resolve("gw"))) {
            try (Child child =
                    Child.start(other, environment, List.of(launcher.toString(), "--help"))) {
                assertHandsOver(child.end(), "", "--help");
            }
        }
    }

    @Test
    void givesTheVirtualMachineItsOptions() throws Exception {
        launch("--help");
        // The pattern would match the folder jdk.
        environment.put("GATEWAY_JAVA_OPTS", "  -Da\tj*k \n -Dc ");

        assertTrue(launch("--help").out().startsWith("jdk\n-Da\nj*k\n-Dc\n-cp\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"25", "25.0.1", "25-ea", "25+36"})
    void takesJavaHomeIfItIs25(String version) throws Exception {
        launch("--help");
        jdk("home", version);
        environment.put("JAVA_HOME", folder.resolve("home").toString());

        assertTrue(launch("--help").out().startsWith("home\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"17.0.25", "24", "26", "250", "1.25"})
    void takesTheJavaOnPathIfJavaHomeIsNot25(String version) throws Exception {
        launch("--help");
        jdk("home", version);
        environment.put("JAVA_HOME", folder.resolve("home").toString());
        Files.createSymbolicLink(folder.resolve("bin/java"), Path.of("../jdk/bin/java"));

        assertTrue(launch("--help").out().startsWith("jdk\n"));
    }

    private Child start(String... words) throws IOException {
        String[] command = new String[words.length + 1];
        command[0] = top.resolve("gateway").toString();
        System.arraycopy(words, 0, command, 1, words.length);
        return Child.start(folder, environment, Arrays.asList(command));
    }

    private Outcome launch(String... words) throws IOException, InterruptedException {
        try (Child child = start(words)) {
            return child.end();
        }
    }

    /** That the JDK's java was called with the server's jar, what follows it, and the words. */
    private void assertHandsOver(Outcome outcome, String more, String... words) {
        StringBuilder expected = new StringBuilder("jdk\n-cp\n");
        expected.append(jar("gateway-server", "gateway-server")).append(more).append('\n');
        expected.append("gateway.server.cli.Main\n");
        for (String word : words) {
            expected.append(word).append('\n');
        }
        assertEquals(expected.toString(), outcome.out(), () -> outcome.err().toString());
        assertEquals(0, outcome.code());
    }

    private String hello() {
        return ":"
                + jar("sample-apps/hello", "gateway-sample-hello")
                + ":"
                + top.resolve("sample-apps/hello/target/lib/*");
    }

    private Path jar(String module, String artifact) {
        return top.resolve(module).resolve("target").resolve(artifact + ".jar");
    }

    /** The modules named in each call of Maven. */
    private List<String> built() throws IOException {
        Path log = folder.resolve("mvn.log");
        if (!Files.exists(log)) {
            return List.of();
        }
        return Files.readAllLines(log).stream()
                .peek(line -> assertFalse(line.contains("install"), line))
                .map(line -> line.replaceFirst(".* -pl (\\S+) -am package .*", "$1"))
                .toList();
    }

    /** Dates everything built into the past, so that a file changed now is newer on any clock. */
    private void changeNow(String changed) throws IOException {
        FileTime before = FileTime.from(Instant.now().minusSeconds(3600));
        try (var files = Files.walk(top)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.setLastModifiedTime(file, before);
            }
        }
        Files.setLastModifiedTime(top.resolve(changed), FileTime.from(Instant.now()));
    }

    private void pom(String module, String artifact) throws IOException {
        Path source = Files.createDirectories(top.resolve(module).resolve("src/main"));
        Files.createFile(source.resolve("File.java"));
        Files.writeString(
                top.resolve(module).resolve("pom.xml"),
                """
                <project>
                  <parent>
                    <artifactId>other</artifactId>
                  </parent>
                  <artifactId>%s</artifactId>
                  <dependencies><dependency>
                    <artifactId>another</artifactId>
                  </dependency></dependencies>
                </project>
                """
                        .formatted(artifact));
    }

    /** A JDK whose java prints the folder's name and its words. */
    private void jdk(String name, String version) throws IOException {
        program(name + "/bin/java", "printf '%s\\n' " + name + " \"$@\"\n");
        Files.writeString(
                folder.resolve(name).resolve("release"),
                "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
    }

    private void program(String name, String script) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, "#!/usr/bin/env bash\n" + script);
        assertTrue(file.toFile().setExecutable(true));
    }
}
