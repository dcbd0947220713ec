package gateway.toolkit.debug;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.toolkit.http.SafePath;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the source of frames: below the source roots, then beside the classes, where a jar has its
 * sources in it. For one page, so that a file is read once.
 *
 * <p>What a frame says is not believed: an exception may come from anywhere, with any frames.
 */
final class Sources {
    /** As in {@code a.b.Outer$Inner}: the package, and whatever is behind it. */
    private static final Pattern CLASS =
            Pattern.compile("((?:[\\p{L}_$][\\p{L}\\p{N}_$]*\\.)*)[^./\\\\]+");

    private static final Pattern FILE =
            Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$-]*\\.(?:java|kt|groovy|scala|clj)");

    /** Others may load from elsewhere. */
    private static final Set<String> NEARBY = Set.of("file", "jar");

    /** More than any file that a person has written. */
    private static final int MOST_OCTETS = 1 << 20;

    private final List<Path> roots;
    private final ClassLoader loader;
    private final Map<String, List<String>> files = new HashMap<>();

    Sources(List<Path> roots, ClassLoader loader) {
        this.roots = roots;
        this.loader = loader;
    }

    Optional<Excerpt> excerpt(StackTraceElement frame) {
        String file = Objects.requireNonNullElse(frame.getFileName(), "");
        var matcher = CLASS.matcher(frame.getClassName());
        if (frame.getLineNumber() < 1 || !matcher.matches() || !FILE.matcher(file).matches()) {
            return Optional.empty();
        }
        String name = matcher.group(1).replace('.', '/') + file;
        List<String> lines = files.computeIfAbsent(name, this::read);
        return frame.getLineNumber() > lines.size()
                ? Optional.empty()
                : Optional.of(Excerpt.around(lines, frame.getLineNumber()));
    }

    /** No lines where there is no such file, or it cannot be read. */
    private List<String> read(String name) {
        try {
            for (Path root : roots) {
                Optional<Path> file = SafePath.safeJoin(root, name).filter(Files::isRegularFile);
                if (file.isPresent()) {
                    try (InputStream stream = Files.newInputStream(file.get())) {
                        return lines(stream);
                    }
                }
            }
            URL url = loader.getResource(name);
            if (url != null && NEARBY.contains(url.getProtocol())) {
                URLConnection connection = url.openConnection();
                // A cached jar would stay open, and as it was.
                connection.setUseCaches(false);
                try (InputStream stream = connection.getInputStream()) {
                    return lines(stream);
                }
            }
        } catch (IOException e) {
            // Then there is nothing to show.
        }
        return List.of();
    }

    private static List<String> lines(InputStream stream) throws IOException {
        byte[] octets = stream.readNBytes(MOST_OCTETS + 1);
        return octets.length > MOST_OCTETS
                ? List.of()
                : new String(octets, UTF_8).lines().map(Visible::lines).toList();
    }
}
