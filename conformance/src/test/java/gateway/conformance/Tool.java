package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A program that a test needs and this project does not bring. */
record Tool(String name) {
    /** Skips the test, with a word, where there is none; fails it in continuous integration. */
    Tool require() throws InterruptedException {
        try (Child child = Child.start(Checkout.top(), Map.of(), List.of(name, "--version"))) {
            child.end();
        } catch (IOException e) {
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(name + " is not installed, and CI=true", e);
            }
            Assumptions.abort(name + " is not installed: nothing was tested with it");
        }
        return this;
    }

    /** Runs it, whatever comes of it. */
    Outcome end(List<String> words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(name);
        command.addAll(words);
        try (Child child = Child.start(Checkout.top(), Map.of(), command)) {
            return child.end();
        }
    }

    /** Runs it to a good end and returns what it wrote to standard output. */
    String run(String... words) throws IOException, InterruptedException {
        Outcome outcome = end(List.of(words));
        assertEquals(0, outcome.code(), () -> name + " " + List.of(words) + ": " + outcome.err());
        return outcome.out();
    }
}
