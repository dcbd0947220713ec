package gateway.conformance.bent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import gateway.conformance.Ipv6;
import gateway.tck.cases.Case;
import gateway.tck.cases.Catalogue;
import gateway.tck.cases.Need;
import gateway.tck.subject.Starter;
import gateway.tck.subject.Variant;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Each bent server fails a case of its clause, and no case of another, but for those that cannot
 * help seeing the fault ({@link AlsoSeen}). Of the other clauses a sample is run, or all with
 * {@code -Dgateway.bent=full}.
 */
class KitSelfTest {
    private static final boolean FULL = "full".equals(System.getProperty("gateway.bent"));

    /** Clauses whose first cases are run against every bent server: cheap ones, of each chapter. */
    private static final Set<String> SAMPLE =
            words("ENV-6 STR-2 HDR-3 IN-2 SR-2 RESP-4 LEN-3 BODY-1 CLOSE-1 ERR-1 EXT-11");

    /** Clauses about stops: the port of a server that has stopped must not be taken by another. */
    private static final Set<String> STOPS = words("SRV-3 SRV-4 LIFE-1 LIFE-2");

    /** Waiting for what never comes is most of what they do. */
    private static final int AT_ONCE = 6;

    @Test
    void theRightServerPasses() throws Exception {
        List<Case> cases =
                Catalogue.cases().stream()
                        .filter(one -> Ipv6.isHere() || !one.variants().contains(Variant.IPV6))
                        .toList();
        Trial trial = Trial.of(new RightServer(), cases, Trial.Extent.ONCE);
        assertEquals("", String.join("\n", trial.notPassed()));
    }

    @Test
    void aRelayWithoutAFaultChangesNothing() throws Exception {
        Starter relayed = Bend.wire("", "", new WireFault() {}).bending().apply(new RightServer());
        Trial trial = Trial.of(relayed, firstOf(SAMPLE), Trial.Extent.ONCE);
        assertEquals("", String.join("\n", trial.notPassed()));
    }

    @Test
    void everyClauseWithCasesIsBentOrSaysWhyNot() {
        Set<String> unbent =
                Catalogue.cases().stream().map(Case::clause).collect(Collectors.toSet());
        Bends.all().forEach(bend -> unbent.remove(bend.clause()));
        assertEquals(Bends.none().keySet(), new TreeSet<>(unbent));
    }

    @Test
    void whatIsAlsoSeenIsSeenOfABentServer() {
        Set<String> unknown = new TreeSet<>(AlsoSeen.bends());
        Bends.all().forEach(bend -> unknown.remove(bend.toString()));
        assertEquals(Set.of(), unknown);
    }

    @TestFactory
    Stream<DynamicTest> bentServers() {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        List<DynamicTest> together = new ArrayList<>();
        List<DynamicTest> alone = new ArrayList<>();
        for (Bend bend : Bends.all()) {
            if (STOPS.contains(bend.clause())) {
                alone.add(dynamicTest(bend.toString(), () -> judge(bend, hold(bend, seen))));
            } else {
                Future<Trial> trial = threads.submit(() -> hold(bend, seen));
                together.add(dynamicTest(bend.toString(), () -> judge(bend, trial.get())));
            }
        }
        threads.shutdown();
        if (FULL) {
            alone.add(dynamicTest("every case is failed by one", () -> assertSeen(seen)));
        }
        return Stream.concat(together.stream(), alone.stream());
    }

    /** Runs after all others. */
    private static void assertSeen(Set<String> seen) {
        Set<String> unseen =
                Catalogue.cases().stream()
                        .filter(one -> Ipv6.isHere() || !one.variants().contains(Variant.IPV6))
                        .map(Trial::name)
                        .filter(name -> !seen.contains(name))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(String.join("\n", Unbent.cases()), String.join("\n", unseen));
    }

    /** What shows in cases of other clauses too, of those that nobody has failed so far. */
    private static Trial besides(Bend bend, Set<String> seen) throws Exception {
        List<Case> also =
                Catalogue.cases().stream()
                        .filter(one -> AlsoSeen.of(bend).contains(one.clause()))
                        .filter(one -> !STOPS.contains(one.clause()))
                        .filter(one -> !one.needs().contains(Need.GRACE))
                        .filter(one -> !seen.contains(Trial.name(one)))
                        .toList();
        return Trial.of(bent(bend), also, Trial.Extent.ONCE);
    }

    private static Trial hold(Bend bend, Set<String> seen) throws Exception {
        List<Case> own =
                Catalogue.cases().stream()
                        .filter(one -> one.clause().equals(bend.clause()))
                        .toList();
        Trial trial = Trial.of(bent(bend), own, FULL ? Trial.Extent.FULL : Trial.Extent.UNTIL_SEEN);
        if (FULL) {
            seen.addAll(trial.failedCases());
            seen.addAll(besides(bend, seen).failedCases());
        }
        return trial.and(Trial.of(bent(bend), others(bend), Trial.Extent.ONCE));
    }

    private static Starter bent(Bend bend) {
        return bend.bending().apply(new RightServer());
    }

    /** Cases that must not see the fault. */
    private static List<Case> others(Bend bend) {
        Set<String> seeing = new HashSet<>(AlsoSeen.of(bend));
        seeing.add(bend.clause());
        if (bend.relayed()) {
            seeing.addAll(Relay.SEEN_BY);
        }
        Set<String> clauses =
                FULL
                        ? Catalogue.cases().stream().map(Case::clause).collect(Collectors.toSet())
                        : new HashSet<>(SAMPLE);
        clauses.removeAll(seeing);
        clauses.removeAll(STOPS);
        return FULL
                ? Catalogue.cases().stream()
                        .filter(one -> clauses.contains(one.clause()))
                        .filter(one -> !one.needs().contains(Need.GRACE)) // They stop servers too.
                        .toList()
                : firstOf(clauses);
    }

    private static List<Case> firstOf(Set<String> clauses) {
        Set<String> missing = new HashSet<>(clauses);
        return Catalogue.cases().stream().filter(one -> missing.remove(one.clause())).toList();
    }

    private static void judge(Bend bend, Trial trial) {
        assertTrue(
                trial.failedClauses().contains(bend.clause()),
                () -> "the kit does not see it: " + trial.results().size() + " executions passed");
        assertEquals("", String.join("\n", trial.failedBeside(bend.clause())));
    }

    private static Set<String> words(String text) {
        return Set.of(text.split(" ", -1));
    }
}
