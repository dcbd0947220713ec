package gateway.conformance.validated;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The cases whose application is at fault on purpose, from {@code faulty.txt}. */
final class Faulty {
    private static final Map<String, Set<String>> CLAUSES = read();

    private Faulty() {}

    /** The clauses that the application of a case breaks; mostly none. */
    static Set<String> clauses(String key) {
        return CLAUSES.getOrDefault(key, Set.of());
    }

    /** The cases that have some. */
    static Set<String> keys() {
        return CLAUSES.keySet();
    }

    private static Map<String, Set<String>> read() {
        try (InputStream in =
                Objects.requireNonNull(Faulty.class.getResourceAsStream("faulty.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(": ", 2))
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    pair -> pair[0], pair -> Set.of(pair[1].split(" ", -1))));
        } catch (IOException e) {
            throw new IllegalStateException("faulty.txt", e);
        }
    }
}
