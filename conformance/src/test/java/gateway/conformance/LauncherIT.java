package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the launcher runs, and with which words. */
class LauncherIT extends EmptyCheckout {
    @Test
    void leavesTheJarsOfARunningServerAloneAndRemovesThoseOfNone() throws Exception {
        Assumptions.assumeTrue(
                Files.exists(Path.of("/usr/bin/flock")), "without flock nothing is removed");
        launch("--help");
        Path jar = jar("gateway-server", "gateway-server");
        Path stay = Files.createFile(folder.resolve("stay"));
        try (Child server = start("--help")) {
            assertEquals("staying", server.firstError());
            Files.delete(stay);
            Files.writeString(jar, "another build");
            launch("--help");

            assertEquals(List.of("", "another build"), copies(jar));
            server.terminate();
            server.end();
        }

        Files.writeString(jar, "a third build");
        launch("--help");
        assertEquals(List.of("a third build"), copies(jar));
    }

    @Test
    void givesMavenTheJdkThatItFound() throws Exception {
        environment.put("JAVA_HOME", folder.resolve("nowhere").toString());
        Files.createSymbolicLink(folder.resolve("bin/java"), Path.of("../jdk/bin/java"));

        launch("--help");

        assertEquals(
                List.of(folder.resolve("jdk").toString()),
                Files.readAllLines(folder.resolve("home.log")));
    }

    @Test
    void runsUnderAnyShell() throws Exception {
        try (Child child =
                Child.start(top, environment, List.of("sh", "gateway", "run", "hello"))) {
            assertRunsHello(child.end(), "run");
        }
    }

    @Test
    void saysWhichSamplesThereAre() throws Exception {
        Outcome outcome = launch("run", "hallo", "--bind", "a:1");

        assertEquals(1, outcome.code());
        assertEquals(
                List.of(
                        "gateway: there is no sample hallo, only: hello, bench; a class of yours needs its"
                                + " --classpath too"),
                outcome.err());
        assertRunsServer(
                launch("run", "Hello", "--classpath", "a.jar"),
                "run",
                "Hello",
                "--classpath",
                "a.jar");
    }

    @Test
    void saysThatBenchIsNotThere() throws Exception {
        Files.delete(top.resolve("benchmarks/app/pom.xml"));

        assertEquals(
                List.of(
                        "gateway: this checkout has no benchmarks/app, which is what bench would"
                                + " run"),
                launch("run", "bench").err());
    }

    @Test
    void looksUpTheFirstWordAfterRunOnly() throws Exception {
        launch("run", "hello");

        assertRunsHello(launch("run", "hello", "hello"), "run", "hello");
        assertRunsServer(launch("run", "--bind", "hello"), "run", "--bind", "hello");
        assertRunsServer(launch("run", "my.Hello", "a b", ""), "run", "my.Hello", "a b", "");
        assertRunsServer(launch("run", "../sample-apps/hello"), "run", "../sample-apps/hello");
        assertRunsServer(launch("run", ""), "run", "");
        assertRunsServer(launch("run"), "run");
        assertRunsServer(launch("hello"), "hello");
        assertRunsServer(launch());
        assertHandsOver(launch("run", "bench"), "benchmarks/app", "gateway-bench-app", "run");
    }

    /** Its classes are not on the class path, and the server is told where they are. */
    @Test
    void letsDevelopmentModeWatchASampleWhereItIsBuilt() throws Exception {
        Path target = top.resolve("sample-apps/hello/target");
        Path jar = target.resolve("gateway-sample-hello.jar");

        assertWatches(jar.toString(), launch("run", "hello", "--dev", "--bind", "a:1"));

        Files.createDirectories(target.resolve("classes"));
        Files.createDirectories(target.resolve("lib"));
        assertWatches(
                target + "/classes:" + target + "/lib/*",
                launch("run", "hello", "--dev", "--bind", "a:1"));

        assertRunsServer(launch("run", "my.Hello", "--dev"), "run", "my.Hello", "--dev");
    }

    private void assertWatches(String expected, Outcome outcome) {
        String watched = "-Dgateway.dev.classpath=" + expected + "\n";
        assertTrue(outcome.out().contains(watched), outcome::out);
        assertRunsServer(
                new Outcome(outcome.code(), outcome.out().replace(watched, ""), outcome.err()),
                "run",
                "--dev",
                "--bind",
                "a:1");
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
                assertRunsServer(child.end(), "--help");
            }
        }
    }

    @Test
    void givesTheVirtualMachineItsOptions() throws Exception {
        launch("--help");
        // The pattern would match the folder jdk.
        environment.put("GATEWAY_JAVA_OPTS", "  -Da\tj*k \n -Dc ");

        assertTrue(launch("--help").out().startsWith(JAVA + "-Da\nj*k\n-Dc\n-cp\n"));
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
}
