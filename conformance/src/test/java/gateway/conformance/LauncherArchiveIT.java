package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** When the launcher makes an archive of classes, and when it has Java use one. */
class LauncherArchiveIT extends EmptyCheckout {
    @BeforeEach
    void makeArchives() throws IOException {
        Files.createFile(folder.resolve("archive"));
    }

    /** The archives of all snapshots. */
    private List<Path> archives() throws IOException {
        List<Path> found = new ArrayList<>();
        try (var snapshots = Files.list(top.resolve("target/run"))) {
            for (Path snapshot : (Iterable<Path>) snapshots::iterator) {
                try (var files = Files.list(snapshot)) {
                    files.filter(file -> file.toString().contains(".aot")).forEach(found::add);
                }
            }
        }
        return found;
    }

    private List<String> rehearsals() throws IOException {
        Path log = folder.resolve("rehearsals.log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    private void assertUses(Path archive, Outcome outcome) {
        String options = "-XX:AOTCache=" + archive + "\n-Xlog:aot*=off\n-Xlog:cds*=off\n";
        assertTrue(outcome.out().startsWith(JAVA + options + "-cp\n"), outcome.toString());
    }

    private static void assertUsesNone(Outcome outcome) {
        assertFalse(outcome.out().contains("AOT"), outcome.toString());
        assertEquals(0, outcome.code());
    }

    @Test
    void makesItOnceForTheJarsOfTheServer() throws Exception {
        assertEquals(PREPARING, launch("run", "hello").err().getLast());
        Outcome second = launch("run", "hello");

        Path archive = archives().getFirst();
        assertUses(archive, second);
        assertEquals(List.of(), second.err());
        assertEquals(1, rehearsals().size());
        String classPath =
                archive.resolveSibling("gateway-server/target/gateway-server.jar")
                        + ":"
                        + archive.resolveSibling("gateway-toolkit/target/gateway-toolkit.jar");
        String words = rehearsals().getFirst();
        assertTrue(words.endsWith(" -cp " + classPath + " gateway.server.cli.Rehearsal"), words);
        assertTrue(second.out().contains("\n-cp\n" + classPath + ":"), second.out());
    }

    @Test
    void triesOnceWhereItCannotBeMade() throws Exception {
        Files.delete(folder.resolve("archive"));

        Outcome first = launch("--help");
        Outcome second = launch("--help");

        assertEquals(PREPARING, first.err().getLast());
        assertEquals(List.of(), second.err());
        assertEquals(1, rehearsals().size());
        assertRunsServer(first, "--help");
        assertRunsServer(second, "--help");
    }

    @Test
    void sharesItAmongApplications() throws Exception {
        launch("run", "hello");
        launch("run", "bench");

        assertUses(archives().getFirst(), launch("run", "bench"));
        assertEquals(1, rehearsals().size());
    }

    @Test
    void makesAnotherForOtherJars() throws Exception {
        launch("--help");
        Path jar = jar("gateway-server", "gateway-server");
        Files.writeString(jar, "another build");
        assertEquals(List.of(PREPARING), launch("--help").err());

        assertEquals(2, rehearsals().size());
        assertEquals(1, archives().size(), "it is removed with its snapshot");
    }

    @Test
    void makesAnotherForTheSameJarsOfAnotherTime() throws Exception {
        launch("--help");
        Path jar = jar("gateway-server", "gateway-server");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(3600)));
        environment.put("GATEWAY_BUILD", "never");
        assertUsesNone(launch("--help"));

        environment.put("GATEWAY_BUILD", "");
        assertEquals(List.of(PREPARING), launch("--help").err());
        assertEquals(2, rehearsals().size());
        environment.put("GATEWAY_BUILD", "never");
        assertUses(archives().getFirst(), launch("--help"));
    }

    @Test
    void makesAnotherForAnotherJdk() throws Exception {
        launch("--help");
        jdk("jdk", "25.0.2");

        assertEquals(List.of(PREPARING), launch("--help").err());
        assertEquals(2, rehearsals().size());
    }

    @Test
    void saysWhereARehearsalFails() throws Exception {
        Files.createFile(folder.resolve("fall"));

        Outcome first = launch("--help");

        assertEquals(PREPARING, first.err().get(first.err().size() - 2));
        String word = first.err().getLast();
        assertTrue(word.startsWith("gateway: starts will be slower; "), word);
        assertTrue(word.endsWith("/rehearsal.log says why"), word);
        assertRunsServer(first, "--help");
        assertEquals(List.of(), launch("--help").err());
        assertEquals(1, rehearsals().size());
    }

    /** The rehearsal takes the signal for its own end, which must not look like success. */
    @Test
    void startsNothingAfterAnInterrupt() throws Exception {
        Path hold = Files.createFile(folder.resolve("hold"));
        try (Child launcher = start("--help")) {
            launcher.awaitError(PREPARING);
            launcher.signal("INT");
            Files.delete(hold);
            Outcome outcome = launcher.end();

            assertEquals(130, outcome.code());
            assertEquals("", outcome.out());
        }
        assertEquals(List.of(), archives());
        launch("--help");
        assertUses(archives().getFirst(), launch("--help"));
    }

    @Test
    void usesWhatIsThereWhereItMayNotBuild() throws Exception {
        launch("run", "hello");
        environment.put("GATEWAY_BUILD", "never");

        assertUses(archives().getFirst(), launch("run", "hello"));
        Files.delete(archives().getFirst());
        Outcome without = launch("run", "hello");

        assertUsesNone(without);
        assertEquals(List.of(), without.err());
        assertEquals(1, rehearsals().size());
    }

    @ParameterizedTest
    @CsvSource({
        "GATEWAY_JAVA_OPTS, -Da -XX:+UseG1GC, false, true",
        "JAVA_TOOL_OPTIONS, -XX:+UseZGC, false, true",
        "JDK_JAVA_OPTIONS, '-XX:+UseSerialGC -Db', false, true",
        "GATEWAY_JAVA_OPTS, -XX:+UseGCOverheadLimit, true, true",
        "GATEWAY_JAVA_OPTS, -Da=@b, true, true",
        "GATEWAY_JAVA_OPTS, @options, false, false",
        "GATEWAY_JAVA_OPTS, -XX:AOTCache=other, true, false",
        "JAVA_TOOL_OPTIONS, -XX:SharedArchiveFile=other, true, false",
        "GATEWAY_JAVA_OPTS, -Xshare:off, true, false"
    })
    void leavesTheChoiceToTheOperator(
            String variable, String options, boolean collector, boolean archive) throws Exception {
        launch("--help");
        environment.put(variable, options);

        Outcome outcome = launch("--help");

        assertEquals(collector, outcome.out().contains("-XX:+UseParallelGC\n"), outcome.out());
        assertEquals(archive, outcome.out().contains("classes.aot\n"), outcome.out());
        assertEquals(List.of(), outcome.err());
    }

    @Test
    void takesTheSerialCollectorOnOneProcessor() throws Exception {
        processors(1);
        Outcome outcome = launch("--help");

        assertTrue(outcome.out().contains("-XX:+UseSerialGC\n"), outcome.out());
        assertFalse(outcome.out().contains("-XX:+UseParallelGC\n"), outcome.out());
        assertTrue(rehearsals().getFirst().contains("-XX:+UseSerialGC "), "as is rehearsed");
    }
}
