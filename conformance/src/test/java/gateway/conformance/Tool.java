package gateway.conformance;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/** Programs that a test needs beside the checkout. */
final class Tool {
    private Tool() {}

    /**
     * Ends the test where {@code name} is not installed: skipped with a word on a developer's
     * machine, failed where {@code CI=true}.
     */
    static void require(String name) {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
        for (String folder : path.split(File.pathSeparator, -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, name))) {
                return;
            }
        }
        String missing = name + " is not installed, so this is not tested";
        if ("true".equals(System.getenv("CI"))) {
            fail(missing);
        }
        abort(missing);
    }
}
