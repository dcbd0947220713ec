package gateway.conformance.drift;

import java.util.Set;

/**
 * A clause of the specification, as {@code clauses.json} has it.
 *
 * @param id such as {@code APP-3}
 * @param parties who has to obey it: S, A, M, V or all
 * @param line where it stands in spec.md, from 1
 * @param text all of it
 * @param state what a test may ask of it
 */
record Clause(String id, Set<String> parties, int line, String text, State state) {
    /** Whether there has to be a test. */
    enum State {
        TESTABLE,
        NOT_TESTABLE,
        WITHDRAWN
    }

    /** Such as {@code APP}. */
    String family() {
        return id.substring(0, id.indexOf('-'));
    }
}
