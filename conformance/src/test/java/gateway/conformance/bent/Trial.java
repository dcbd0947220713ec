package gateway.conformance.bent;

import gateway.tck.cases.Case;
import gateway.tck.http.Version;
import gateway.tck.run.Execution;
import gateway.tck.run.Result;
import gateway.tck.run.Suite;
import gateway.tck.subject.Starter;
import gateway.tck.subject.Variant;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Cases held against a server.
 *
 * @param results one for each execution
 */
record Trial(List<Result> results) {
    /** How much of the cases is run. */
    enum Extent {
        /** Each case once. */
        ONCE,
        /** Each with each variant that it names, until one fails. */
        UNTIL_SEEN,
        /** Each in each version and with each variant that it names. */
        FULL
    }

    static Trial of(Starter starter, List<Case> cases, Extent extent) throws Exception {
        List<Result> results = new ArrayList<>();
        Suite suite = new Suite(starter, cases);
        Set<Case> done = new HashSet<>();
        for (Variant variant : Variant.values()) {
            List<Execution> wanted =
                    Execution.of(cases, variant).stream()
                            .filter(one -> isWanted(one, extent, done))
                            .toList();
            if (!wanted.isEmpty()) {
                try (Suite.Session session = suite.session(variant)) {
                    for (Execution execution : wanted) {
                        Result result = session.run(execution);
                        results.add(result);
                        if (extent == Extent.UNTIL_SEEN
                                && result.outcome() == Result.Outcome.FAILED) {
                            return new Trial(results);
                        }
                    }
                }
            }
        }
        return new Trial(results);
    }

    private static boolean isWanted(Execution one, Extent extent, Set<Case> done) {
        boolean latest =
                one.version() == Version.HTTP_1_1
                        || !one.shown().versions().contains(Version.HTTP_1_1);
        return switch (extent) {
            case ONCE -> latest && done.add(one.shown());
            case UNTIL_SEEN -> latest;
            case FULL -> true;
        };
    }

    /** Both together. */
    Trial and(Trial other) {
        List<Result> all = new ArrayList<>(results);
        all.addAll(other.results);
        return new Trial(all);
    }

    /** One line for each execution that failed or was not claimed. */
    List<String> notPassed() {
        return results.stream()
                .filter(result -> result.outcome() != Result.Outcome.PASSED)
                .map(Trial::line)
                .toList();
    }

    Set<String> failedClauses() {
        return failed().stream()
                .map(result -> result.execution().shown().clause())
                .collect(Collectors.toSet());
    }

    /** Clause and title of each case that failed. */
    Set<String> failedCases() {
        return failed().stream()
                .map(result -> name(result.execution().shown()))
                .collect(Collectors.toSet());
    }

    /** Clause and title of a case. */
    static String name(Case shown) {
        return shown.clause() + " " + shown.title();
    }

    /** Lines of failures of other clauses than this. */
    List<String> failedBeside(String clause) {
        return failed().stream()
                .filter(result -> !result.execution().shown().clause().equals(clause))
                .map(Trial::line)
                .toList();
    }

    private List<Result> failed() {
        return results.stream()
                .filter(result -> result.outcome() == Result.Outcome.FAILED)
                .toList();
    }

    private static String line(Result result) {
        return result.name() + ": " + result.outcome().word() + ": " + result.reason();
    }
}
