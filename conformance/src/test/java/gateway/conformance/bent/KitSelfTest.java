package gateway.conformance.bent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import gateway.tck.cases.Case;
import gateway.tck.cases.Catalogue;
import gateway.tck.subject.Starter;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Each bent server fails cases of its clause, and no other: of those a sample is run, or with
 * {@code -Dgateway.bent=full} all of them.
 */
class KitSelfTest {
    private static final boolean FULL = "full".equals(System.getProperty("gateway.bent"));

    /** Clauses whose first cases are run against every bent server: cheap ones, of each chapter. */
    private static final List<String> SAMPLE =
            "ENV-6 STR-2 HDR-3 IN-2 SR-2 RESP-4 LEN-3 BODY-1 CLOSE-1 ERR-1 EXT-11"
                    .lines()
                    .flatMap(line -> Stream.of(line.split(" ")))
                    .toList();

    /** Waiting is most of what they do. */
    private static final int AT_ONCE = 8;

    @Test
    void theRightServerPassesWhatTheBentOnesAreHeldAgainst() throws Exception {
        Trial trial = Trial.of(new RightServer(), Catalogue.cases(), Trial.Extent.ONCE);
        assertEquals("", String.join("\n", trial.notPassed()));
    }

    @Test
    void aRelayWithoutAFaultChangesNothing() throws Exception {
        Bend none = Bend.wire("", "", new WireFault() {});
        Trial trial =
                Trial.of(none.bending().apply(new RightServer()), sample(none), Trial.Extent.ONCE);
        assertEquals("", String.join("\n", trial.notPassed()));
    }

    @Test
    void everyClauseWithCasesIsBentOrSaysWhyNot() {
        Set<String> unbent =
                Catalogue.cases().stream().map(Case::clause).collect(Collectors.toSet());
        Bends.all().forEach(bend -> unbent.remove(bend.clause()));
        assertEquals(Bends.none().keySet(), new TreeSet<>(unbent));
    }

    @TestFactory
    Stream<DynamicTest> bentServers() {
        ExecutorService atOnce = Executors.newFixedThreadPool(AT_ONCE);
        List<DynamicTest> tests = new ArrayList<>();
        for (Bend bend : Bends.all()) {
            Future<Trial> trial = atOnce.submit(() -> hold(bend));
            tests.add(dynamicTest(bend.toString(), () -> judge(bend, trial.get())));
        }
        atOnce.shutdown();
        return tests.stream();
    }

    private static Trial hold(Bend bend) throws Exception {
        List<Case> own = new ArrayList<>();
        List<Case> others = new ArrayList<>();
        for (Case one : Catalogue.cases()) {
            (one.clause().equals(bend.clause()) ? own : others).add(one);
        }
        long t0 = System.nanoTime();
        Trial t =
                Trial.of(bent(bend), own, FULL ? Trial.Extent.FULL : Trial.Extent.UNTIL_SEEN)
                        .and(Trial.of(bent(bend), FULL ? others : sample(bend), Trial.Extent.ONCE));
        System.out.println("TIME " + (System.nanoTime() - t0) / 1000000 + " " + bend);
        return t;
    }

    private static Starter bent(Bend bend) {
        return bend.bending().apply(new RightServer());
    }

    private static List<Case> sample(Bend bend) {
        Set<String> clauses = new HashSet<>(SAMPLE);
        clauses.remove(bend.clause());
        return Catalogue.cases().stream().filter(one -> clauses.remove(one.clause())).toList();
    }

    private static void judge(Bend bend, Trial trial) {
        assertTrue(
                trial.failedClauses().contains(bend.clause()),
                () -> "the kit does not see it: " + trial.results().size() + " executions passed");
        Set<String> seen = new HashSet<>(bend.alsoSeen().keySet());
        seen.add(bend.clause());
        assertEquals("", String.join("\n", trial.failedBeside(seen)));
    }
}
