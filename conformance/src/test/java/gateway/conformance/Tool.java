package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A program that a test needs and this project does not bring. */
public record Tool(String name) {
    /** Skips the test, with a word, where there is none; fails it in continuous integration. */
    public Tool require() {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
        for (String folder : path.split(File.pathSeparator, -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, name))) {
                return this;
            }
        }
        String missing = name + " is not installed: nothing was tested with it";
        if ("true".equals(System.getenv("CI"))) {
            fail(missing);
        }
        return abort(missing);
    }

    /** Runs it, whatever comes of it. */
    public Outcome end(List<String> words) throws IOException, InterruptedException {
        try (Child child = start(words)) {
            return child.end();
        }
    }

    /** Starts it. */
    public Child start(List<String> words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(name);
        command.addAll(words);
        return Child.start(Checkout.top(), Map.of(), command);
    }

    /** Runs it to a good end and returns what it wrote to standard output. */
    public String run(String... words) throws IOException, InterruptedException {
        Outcome outcome = end(List.of(words));
        assertEquals(0, outcome.code(), () -> name + " " + List.of(words) + ": " + outcome.err());
        return outcome.out();
    }
}
