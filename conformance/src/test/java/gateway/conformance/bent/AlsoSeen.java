package gateway.conformance.bent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** The clauses whose cases see a fault beside those of its own: {@code also-seen.txt}. */
final class AlsoSeen {
    private static final Map<String, Set<String>> ROWS = read();

    private AlsoSeen() {}

    /** The bent servers that have a row. */
    static Set<String> bends() {
        return ROWS.keySet();
    }

    /** The clauses beside its own; none if it has no row. */
    static Set<String> of(Bend bend) {
        return ROWS.getOrDefault(bend.toString(), Set.of());
    }

    private static Map<String, Set<String>> read() {
        Map<String, Set<String>> rows = new TreeMap<>();
        for (String line : text().lines().toList()) {
            if (!line.isEmpty() && !line.startsWith("#")) {
                String[] columns = line.split(" \\| ", -1);
                if (columns.length != 3
                        || rows.put(columns[0], Set.of(columns[1].split(" ", -1))) != null) {
                    throw new IllegalStateException("not a row, or a second one: " + line);
                }
            }
        }
        return rows;
    }

    private static String text() {
        try (InputStream in =
                Objects.requireNonNull(AlsoSeen.class.getResourceAsStream("also-seen.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
