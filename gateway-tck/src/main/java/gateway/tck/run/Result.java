package gateway.tck.run;

import java.util.Optional;

/**
 * How an execution went.
 *
 * @param execution which one
 * @param name its name with the transport
 * @param outcome what came of it
 * @param reason what failed, or what is not claimed; where it passed, under what circumstances,
 *     usually {@code ""}
 * @param failure what was thrown, if it failed
 */
public record Result(
        Execution execution,
        String name,
        Outcome outcome,
        String reason,
        Optional<Throwable> failure) {
    /** The three ways in which an execution can end. */
    public enum Outcome {
        /** The obligation was shown. */
        PASSED("pass"),
        /** It was not. */
        FAILED("FAIL"),
        /** The server does not offer what it is about. */
        NOT_CLAIMED("not claimed");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        /** As a table shows it. */
        public String word() {
            return word;
        }
    }
}
