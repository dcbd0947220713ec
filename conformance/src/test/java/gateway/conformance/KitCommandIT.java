package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The kit as a command, with its jar alone, against the launcher as a foreign process. */
class KitCommandIT {
    private static final String SERVER =
            "./gateway run --classpath {probe} --bind 127.0.0.1:{port} --max-body-size {limit}";

    @Test
    void runsCasesAgainstAProcess(@TempDir Path folder) throws Exception {
        Path report = folder.resolve("report.json");
        Outcome outcome =
                kit(
                        "--command", SERVER,
                        "--with", "mount=--mount {mount}=gateway.tck.probe.Probe",
                        "--only", "SR-",
                        "--claim", "all",
                        "--report", report.toString());
        assertEquals(0, outcome.code(), outcome.out() + outcome.err());
        String out = outcome.out();
        assertTrue(out.contains("SR-2     start without an error is possible once"), out);
        assertTrue(
                out.matches("(?s).*\\n[0-9]+ cases, [0-9]+ clauses covered, 0 not claimed\\n.*"),
                out);
        assertTrue(out.matches("(?s).*\\n[1-9][0-9]+ passed, 0 failed, 0 skipped\\n"), out);
        assertTrue(Files.readString(report).contains("\"variant\": \"mount\""), "no results at /m");
    }

    @Test
    void doesNotClaimWhatTheCommandHasNoPlaceFor() throws Exception {
        Outcome outcome =
                kit(
                        "--command",
                        "./gateway run --classpath {probe} --bind 127.0.0.1:{port}",
                        "--only",
                        "IN-11");
        assertEquals(0, outcome.code(), outcome.out() + outcome.err());
        assertTrue(outcome.out().contains("not claimed: a known limit"), outcome.out());
        assertTrue(outcome.out().contains("0 passed, 0 failed, "), outcome.out());
    }

    @Slow
    @Test
    void seesTheServerStartAndStop() throws Exception {
        Outcome outcome = kit("--command", SERVER, "--only", "LIFE-");
        assertEquals(0, outcome.code(), outcome.out() + outcome.err());
        assertTrue(outcome.out().contains("keeps the server from starting"), outcome.out());
    }

    @Test
    void failsWhereTheServerDoesNotStart() throws Exception {
        Outcome outcome =
                kit("--command", "./gateway run --classpath {probe} --bind nowhere:{port}");
        assertEquals(1, outcome.code());
        assertTrue(
                outcome.err().get(0).startsWith("gateway-tck: the server ended"),
                outcome.err().toString());
    }

    @Test
    void refusesWordsThatItDoesNotUnderstand() throws Exception {
        Outcome outcome = kit("--bogus", "1");
        assertEquals(2, outcome.code());
        assertEquals("gateway-tck: --bogus is not understood", outcome.err().get(0));
    }

    /** The checks of the container are the same where the deployer turns assertions on (SEC-1). */
    @ParameterizedTest
    @CsvSource({"'', off", "-ea, on"})
    void checksWithAssertionsOnAndOff(String option, String state) throws Exception {
        Outcome outcome =
                kit(Map.of("GATEWAY_JAVA_OPTS", option), "--command", SERVER, "--only", "SEC-");
        assertEquals(0, outcome.code(), outcome.out() + outcome.err());
        assertTrue(
                outcome.out()
                        .matches(
                                "(?s)(.*\\n)?SEC-1 [^\\n]* pass: assertions are "
                                        + state
                                        + "\\s.*"),
                outcome.out());
    }

    @Slow
    @Test
    void holdsTheServerAgainstFiveHundredRequestsThatBlock() throws Exception {
        Outcome outcome = kit("--command", SERVER, "--parallel", "501", "--only", "THR-2");
        assertEquals(0, outcome.code(), outcome.out() + outcome.err());
        assertTrue(outcome.out().contains("1 passed, 0 failed, "), outcome.out());
    }

    @Slow
    @Test
    void showsThreadsInPoolMode() throws Exception {
        Outcome outcome =
                kit("--command", SERVER, "--with", "pool=--concurrency pool:9", "--only", "THR-");
        assertEquals(0, outcome.code(), outcome.out() + outcome.err());
        assertTrue(
                outcome.out().matches("(?s).*\\nTHR-3 [^\\n]* monitor [^\\n]* pass\\n.*"),
                outcome.out());
    }

    @Test
    void passesItsPatienceToTheServer() throws Exception {
        Outcome outcome =
                kit(
                        "--command",
                        "sh -c 'echo patience $GATEWAY_TCK_PATIENCE port {port}; exit 7'",
                        "--patience",
                        "33");
        assertEquals(1, outcome.code());
        assertTrue(outcome.err().toString().contains("patience 33 port"), outcome.toString());
    }

    @Test
    void failsTheClauseThatABentServerBreaks() throws Exception {
        assertFails("HDR-3", "lines of Cookie are joined with a comma");
    }

    @Slow
    @Test
    void failsTheClauseOfAnotherBentServer() throws Exception {
        assertFails("CLOSE-3", "nobody hears of a close that fails");
    }

    /** Of the other clauses a part is run, or all with {@code -Dgateway.bent=full}. */
    private static void assertFails(String clause, String fault) throws Exception {
        String server =
                Checkout.jdk().resolve("bin/java")
                        + " -cp '"
                        + System.getProperty("java.class.path")
                        + "' gateway.conformance.bent.BentServer {port} '"
                        + clause
                        + " "
                        + fault
                        + "'";
        boolean full = "full".equals(System.getProperty("gateway.bent"));
        // The kit waits for what this server never does.
        Outcome outcome =
                kit(
                        "--command",
                        server,
                        "--only",
                        full ? "" : "-3",
                        "--patience",
                        full ? "4" : "2");
        assertEquals(1, outcome.code(), outcome.out() + outcome.err());
        Set<String> failed =
                outcome.out()
                        .lines()
                        .filter(line -> line.startsWith("FAIL "))
                        .map(line -> line.split(" ", -1)[1])
                        .collect(Collectors.toSet());
        assertEquals(Set.of(clause), failed, outcome.out());
    }

    private static Outcome kit(String... words) throws IOException, InterruptedException {
        return kit(Map.of(), words);
    }

    private static Outcome kit(Map<String, String> more, String... words)
            throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("GATEWAY_BUILD", "never");
        List<String> command = new ArrayList<>();
        command.add(Checkout.jdk().resolve("bin/java").toString());
        command.add("-jar");
        command.add(Checkout.top().resolve("gateway-tck/target/gateway-tck.jar").toString());
        command.addAll(List.of(words));
        try (Child child = Child.start(Checkout.top(), environment, command)) {
            return child.end();
        }
    }
}
