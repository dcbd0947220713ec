package gateway.conformance;

import java.util.List;

/**
 * How a process ended.
 *
 * @param code its exit code
 * @param out all of its standard output
 * @param err the lines of its standard error
 */
public record Outcome(int code, String out, List<String> err) {
    /** Whether a stack trace was shown to the operator. */
    boolean hasStackTrace() {
        return err.stream().anyMatch(line -> line.startsWith("\tat "));
    }
}
