package gateway.tck.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.tck.cases.Case;
import gateway.tck.cases.Catalogue;
import gateway.tck.cases.Need;
import gateway.tck.http.Version;
import gateway.tck.mock.InProcess;
import gateway.tck.run.Result.Outcome;
import gateway.tck.subject.Variant;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a run counts, and how it is told. */
class SuiteTest {
    private static final Case PLAIN =
            Catalogue.cases().stream()
                    .filter(one -> one.clause().equals("APP-1"))
                    .findFirst()
                    .get();

    private static Case failing() {
        return Case.shows("ERR-9", "a \"quote\"")
                .once()
                .then(
                        kit -> {
                            throw new AssertionError("wrong:\n\u3042");
                        });
    }

    private static Summary run(Case... cases) throws Exception {
        return new Suite(InProcess.starter(), List.of(cases)).run(result -> {});
    }

    @Test
    void countsEachExecution() throws Exception {
        Case wired = Case.shows("SRV-1", "octets").once().needing(Need.SOCKET).then(kit -> {});
        Summary summary = run(PLAIN, failing(), wired);
        assertEquals("4 passed, 1 failed, 1 skipped", summary.counts());
        assertEquals("2 cases, 2 clauses covered, 1 not claimed", summary.coverage());
        assertEquals(Set.of("ERR-9"), summary.failedClauses());
        List<String> names = summary.results().stream().map(Result::name).toList();
        assertTrue(
                names.contains("APP-1 " + PLAIN.title() + " [1.0, in process, /m]"),
                names.toString());
    }

    @Test
    void claimsNothingOfAVariantThatIsNotOffered() throws Exception {
        Summary summary =
                new Suite(
                                (probe, variant) ->
                                        variant == Variant.PLAIN
                                                ? Optional.of(InProcess.start(probe, variant))
                                                : Optional.empty(),
                                List.of(PLAIN))
                        .run(result -> {});
        assertEquals(2, summary.count(Outcome.PASSED));
        assertEquals(2, summary.count(Outcome.NOT_CLAIMED));
        assertEquals("mount", summary.results().get(2).reason());
    }

    @Test
    void namesVersionAndMount() {
        assertEquals(
                "APP-1 " + PLAIN.title() + " [1.1, socket, \"\"]",
                new Execution(PLAIN, Version.HTTP_1_1, Variant.PLAIN).name("socket"));
    }

    @Test
    void tellsItsResults() throws Exception {
        List<Result> told = new ArrayList<>();
        Summary summary = new Suite(InProcess.starter(), List.of(failing())).run(told::add);
        assertEquals(summary.results(), told);
        assertTrue(Report.table(summary).startsWith("ERR-9    a \"quote\""), "table");
        String json = Report.json(summary);
        assertTrue(json.contains("\"case\": \"a \\\"quote\\\"\""), json);
        assertTrue(json.contains("\"reason\": \"wrong:\\u000a\\u3042\""), json);
    }
}
