package gateway.toolkit.files;

import gateway.toolkit.http.AcceptEncodings;
import gateway.toolkit.http.SafePath;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Resources below a folder of the class path or of a module. What is a directory there cannot be
 * known, so none is listed, and the index is found only with a slash at the end.
 *
 * @param finder gives a resource by its name
 * @param folder with a slash at its end
 */
record ResourceExport(
        Function<String, Optional<URL>> finder,
        String folder,
        NameRules rules,
        Variants variants,
        Folders folders,
        Presentation presentation)
        implements Export {
    @Override
    public Optional<Found> find(String tail, AcceptEncodings accept) throws IOException {
        if (tail.isEmpty()) {
            return Optional.empty();
        }
        // In URLs, a backslash or a colon may mean something on any machine.
        Optional<List<String>> names =
                SafePath.segments(tail.substring(1), SafePath.Convention.WINDOWS)
                        .filter(rules::admit);
        if (names.isEmpty()) {
            return Optional.empty();
        }
        if (!tail.endsWith("/") && !tail.endsWith("/.") && !tail.endsWith("/..")) {
            return choose(names.get(), accept);
        }
        for (String index : folders.indexes()) {
            List<String> path = new ArrayList<>(names.get());
            path.add(index);
            Optional<Found> page = choose(path, accept);
            if (page.isPresent()) {
                return page;
            }
        }
        return Optional.empty();
    }

    private Optional<Found> choose(List<String> names, AcceptEncodings accept) throws IOException {
        if (names.isEmpty() || !rules.admit(names)) {
            return Optional.empty();
        }
        List<String> way = names.subList(0, names.size() - 1);
        return variants.choose(new Beside(way), names.get(names.size() - 1), accept, presentation);
    }

    /** Opens what a URL leads to, if it is a file of known length. */
    private static Optional<OpenedFile> open(URL url, String name) throws IOException {
        if (url.getProtocol().equals("file")) {
            try {
                Path path = Path.of(new URI(url.toString()));
                Path parent = path.getParent();
                Optional<Directory> opened =
                        parent == null ? Optional.empty() : DirectoryOpening.open(parent);
                if (opened.isEmpty()) {
                    return Optional.empty();
                }
                try (Directory directory = opened.get()) {
                    return directory.file(path.getFileName().toString());
                }
            } catch (URISyntaxException | IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        URLConnection connection = url.openConnection();
        if (connection instanceof JarURLConnection jar && jar.getJarEntry().isDirectory()) {
            return Optional.empty();
        }
        long length = connection.getContentLengthLong();
        Instant modified =
                connection instanceof JarURLConnection jar
                        ? Instant.ofEpochMilli(Math.max(0, jar.getJarEntry().getTime()))
                        : Instant.ofEpochMilli(connection.getLastModified());
        return length < 0
                ? Optional.empty()
                : Optional.of(new ResourceFile(name, url, length, modified));
    }

    private final class Beside implements Siblings {
        private final List<String> way;

        Beside(List<String> way) {
            this.way = way;
        }

        @Override
        public Optional<Instant> modified(String name) {
            try {
                Optional<OpenedFile> file = open(name);
                if (file.isEmpty()) {
                    return Optional.empty();
                }
                try (OpenedFile opened = file.get()) {
                    return Optional.of(opened.modified());
                }
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        @Override
        public Optional<OpenedFile> open(String name) throws IOException {
            List<String> path = new ArrayList<>(way);
            path.add(name);
            Optional<URL> url =
                    rules.admit(path)
                            ? finder.apply(folder + String.join("/", path))
                            : Optional.empty();
            return url.isEmpty() ? Optional.empty() : ResourceExport.open(url.get(), name);
        }
    }
}
