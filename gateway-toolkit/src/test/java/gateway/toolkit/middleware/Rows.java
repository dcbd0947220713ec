package gateway.toolkit.middleware;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** Lines of a resource that are neither empty nor comments. */
final class Rows {
    private Rows() {}

    static List<String> read(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Rows.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }
}
