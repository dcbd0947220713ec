package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command line client that every operator has. */
final class Curl {
    /** Words for every call: nothing but the answer and errors, and an end to waiting. */
    static final List<String> QUIETLY = List.of("--silent", "--show-error", "--max-time", "100");

    private Curl() {}

    /** Skips the test, with a word, where there is no curl; fails it in continuous integration. */
    static void require() throws InterruptedException {
        try {
            output(List.of("curl", "--version"));
        } catch (IOException e) {
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError("curl is not installed, and CI=true", e);
            }
            Assumptions.abort("curl is not installed: nothing was tested with it");
        }
    }

    /** Runs curl to a good end and returns what it wrote to standard output. */
    static String run(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add("curl");
        command.addAll(QUIETLY);
        command.addAll(List.of(words));
        return output(command);
    }

    /** Runs a line of shell to a good end and returns what it wrote to standard output. */
    static String shell(String line) throws IOException, InterruptedException {
        return output(List.of("bash", "-o", "pipefail", "-c", line));
    }

    private static String output(List<String> command) throws IOException, InterruptedException {
        try (Child child = Child.start(Checkout.top(), Map.of(), command)) {
            Outcome outcome = child.end();
            assertEquals(0, outcome.code(), () -> command + ": " + outcome.err());
            return outcome.out();
        }
    }
}
