package gateway.tck.run;

import gateway.tck.cases.Case;
import gateway.tck.run.Result.Outcome;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** All results of a run. */
public record Summary(List<Result> results) {
    /** Copies the list. */
    public Summary {
        results = List.copyOf(results);
    }

    /** How many executions ended so. */
    public long count(Outcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }

    /** Cases of which at least one execution was claimed. */
    public Set<Case> cases() {
        return results.stream()
                .filter(result -> result.outcome() != Outcome.NOT_CLAIMED)
                .map(result -> result.execution().shown())
                .collect(Collectors.toSet());
    }

    /** Clauses of those cases. */
    public Set<String> clauses() {
        return cases().stream().map(Case::clause).collect(Collectors.toSet());
    }

    /** Clauses of which at least one execution failed. */
    public Set<String> failedClauses() {
        return results.stream()
                .filter(result -> result.outcome() == Outcome.FAILED)
                .map(result -> result.execution().shown().clause())
                .collect(Collectors.toSet());
    }

    /** Such as {@code 412 passed, 0 failed, 3 skipped}. */
    public String counts() {
        return String.format(
                "%d passed, %d failed, %d skipped",
                count(Outcome.PASSED), count(Outcome.FAILED), count(Outcome.NOT_CLAIMED));
    }

    /** Such as {@code 170 cases, 90 clauses covered, 3 not claimed}. */
    public String coverage() {
        return String.format(
                "%d cases, %d clauses covered, %d not claimed",
                cases().size(), clauses().size(), count(Outcome.NOT_CLAIMED));
    }
}
