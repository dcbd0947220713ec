package gateway.conformance.bent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The cases that no bent server fails, each with a reason: {@code not-bent.txt}. */
final class Unbent {
    private Unbent() {}

    /** Clause and title of each. */
    static Set<String> cases() {
        Set<String> cases = new TreeSet<>();
        for (String line : text().lines().toList()) {
            if (!line.isEmpty() && !line.startsWith("#")) {
                String[] columns = line.split(" \\| ", -1);
                if (columns.length != 2 || columns[1].isBlank() || !cases.add(columns[0])) {
                    throw new IllegalStateException("not a row, or a second one: " + line);
                }
            }
        }
        return cases;
    }

    private static String text() {
        try (InputStream in =
                Objects.requireNonNull(Unbent.class.getResourceAsStream("not-bent.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
