package gateway.toolkit.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.List;
import java.util.Optional;

/** Opens directories by their paths, and those below step by step. */
final class DirectoryOpening {
    private DirectoryOpening() {}

    /**
     * Opens a directory; links in its own path are followed, the operator named it.
     *
     * @param links how names in it are looked up
     * @return empty if there is none, or none that may be read
     */
    @SuppressWarnings("StreamResourceLeak") // The directory that is returned takes it over.
    static Optional<Directory> open(Path path, LinkOption... links) throws IOException {
        DirectoryStream<Path> stream;
        try {
            stream = Files.newDirectoryStream(path);
        } catch (IOException e) {
            if (Absence.isMeantBy(e)) {
                return Optional.empty();
            }
            throw e;
        }
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return Optional.of(new SecureDirectory(path, secure, links));
        }
        stream.close();
        return Optional.of(new PlainDirectory(path.toRealPath(), links));
    }

    /**
     * Opens a directory for names that are known: it need not be one that may be listed. Links are
     * followed.
     *
     * @return empty if there is none
     */
    static Optional<Directory> openForNames(Path path) throws IOException {
        Optional<Directory> opened = open(path);
        try {
            return opened.isPresent() ? opened : Optional.of(new PlainDirectory(path.toRealPath()));
        } catch (IOException e) {
            if (Absence.isMeantBy(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Walks down.
     *
     * @param root closed, unless it is where the way ends
     * @param names of the way
     * @return where it ends; empty if one of them is no directory
     */
    static Optional<Directory> descend(Directory root, List<String> names) throws IOException {
        Directory here = root;
        for (String name : names) {
            Optional<Directory> next;
            try (Directory parent = here) {
                next = parent.directoryIfAny(name);
            }
            if (next.isEmpty()) {
                return Optional.empty();
            }
            here = next.get();
        }
        return Optional.of(here);
    }
}
