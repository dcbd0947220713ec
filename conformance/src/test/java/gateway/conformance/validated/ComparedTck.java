package gateway.conformance.validated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import gateway.tck.cases.Catalogue;
import gateway.tck.run.Execution;
import gateway.tck.run.Result;
import gateway.tck.run.Suite;
import gateway.tck.subject.Starter;
import gateway.tck.subject.Variant;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Executions of the kit twice, without a validator and with one: what is received is the same, and
 * the validator accuses nobody who is right. All of them with {@code -Dgateway.validated=full},
 * else one of {@value #SAMPLE}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ComparedTck {
    private static final int SAMPLE = 6;

    private final Recorder plain = new Recorder();
    private final Recorder validated = new Recorder();
    private final Findings findings = new Findings();
    private final List<Suite.Session> sessions = new ArrayList<>();
    private final Set<String> played = new HashSet<>();
    private int compared;

    /** For subclasses. */
    protected ComparedTck() {}

    /** Starts the server. */
    protected abstract Starter starter();

    /** One test per execution. */
    @TestFactory
    final Stream<DynamicTest> gateway() {
        Suite without = new Suite(plain.recording(starter()), Catalogue.cases());
        Suite with =
                new Suite(validated.recording(findings.validating(starter())), Catalogue.cases());
        return Stream.concat(
                Stream.of(Variant.values()).flatMap(variant -> tests(without, with, variant)),
                Stream.of(
                        dynamicTest("VAL-2 nothing is found about the server", this::acquitted),
                        dynamicTest("VAL-2 every faulty application is found", this::convicted)));
    }

    private Stream<DynamicTest> tests(Suite without, Suite with, Variant variant) {
        end();
        Suite.Session first = begin(without, variant);
        Suite.Session second = begin(with, variant);
        boolean full = "full".equals(System.getProperty("gateway.validated"));
        List<Execution> all = first.executions();
        return IntStream.range(0, all.size())
                .filter(i -> full || i % SAMPLE == 0)
                .mapToObj(all::get)
                .map(
                        execution ->
                                dynamicTest(
                                        first.name(execution),
                                        () -> compare(first, second, execution)));
    }

    private Suite.Session begin(Suite suite, Variant variant) {
        try {
            Suite.Session session = suite.session(variant);
            sessions.add(session);
            return session;
        } catch (Exception e) {
            throw new IllegalStateException("the variant " + variant.word() + " did not start", e);
        }
    }

    private void compare(Suite.Session first, Suite.Session second, Execution execution) {
        plain.take();
        Result result = first.run(execution);
        Transcript expected = plain.take();
        Assumptions.assumeTrue(
                result.outcome() != Result.Outcome.NOT_CLAIMED, "not claimed: " + result.reason());
        passed(result);
        validated.take();
        passed(second.run(execution));
        Transcript found = validated.take();
        String key = execution.shown().key();
        assertEquals("", found.differenceFrom(expected), result.name());
        assertTrue(
                Faulty.clauses(key).containsAll(findings.clauses(key)),
                () ->
                        "in a case that faulty.txt does not list for it the validator finds "
                                + findings.errors(key));
        played.add(key);
        compared++;
    }

    private void acquitted() {
        end();
        assertEquals(List.of(), findings.ofServer());
    }

    private void convicted() {
        for (String key : Faulty.keys()) {
            assertTrue(Catalogue.byKey(key).isPresent(), () -> "faulty.txt lists no case: " + key);
            if (played.contains(key)) {
                assertEquals(
                        new TreeSet<>(Faulty.clauses(key)),
                        findings.clauses(key),
                        "found in " + key);
            }
        }
    }

    private static void passed(Result result) {
        if (result.failure().isPresent()) {
            throw new AssertionError(
                    result.name() + ": " + result.reason(), result.failure().get());
        }
    }

    @AfterAll
    final void summarise() {
        end();
        System.out.println(
                getClass().getSimpleName()
                        + ": "
                        + compared
                        + " executions with equal octets, "
                        + findings.counts());
    }

    private void end() {
        try {
            for (Suite.Session session : sessions) {
                session.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sessions.clear();
    }
}
