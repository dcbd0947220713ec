package gateway.toolkit.files;

import gateway.toolkit.http.AcceptEncodings;
import gateway.toolkit.http.SafePath;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A directory with all that is below it.
 *
 * @param root looked up for each request; links in its own path are followed
 * @param links what becomes of them below it
 * @param rules for names below it
 * @param variants whether compressed files are sent
 * @param folders what requests for directories get
 */
record FolderExport(
        Path root,
        Links links,
        NameRules rules,
        Variants variants,
        Folders folders,
        Presentation presentation)
        implements Export {
    @Override
    public Optional<Found> find(String tail, AcceptEncodings accept) throws IOException {
        String path = tail.isEmpty() ? "" : tail.substring(1);
        Optional<List<String>> names =
                SafePath.segments(path, SafePath.Convention.ofThisMachine())
                        .filter(rules::admit)
                        .flatMap(this::actual);
        if (names.isEmpty()) {
            return Optional.empty();
        }
        Optional<Directory> top = DirectoryOpening.open(root, options());
        return top.isEmpty()
                ? Optional.empty()
                : find(top.get(), names.get(), isFolder(tail), accept);
    }

    /** Whether the path can only be a directory's: {@code a/}, {@code a/.}, {@code a/b/..}. */
    private static boolean isFolder(String tail) {
        return tail.endsWith("/") || tail.endsWith("/.") || tail.endsWith("/..");
    }

    private LinkOption[] options() {
        return links == Links.FOLLOWED
                ? new LinkOption[0]
                : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
    }

    /** The names without links, if those are to be resolved. */
    private Optional<List<String>> actual(List<String> names) {
        if (links != Links.WITHIN || names.isEmpty()) {
            return Optional.of(names);
        }
        try {
            Path top = root.toRealPath();
            Path real = top.resolve(String.join("/", names)).toRealPath();
            if (!real.startsWith(top)) {
                return Optional.empty();
            }
            List<String> actual =
                    real.equals(top)
                            ? List.of()
                            : StreamSupport.stream(top.relativize(real).spliterator(), false)
                                    .map(Path::toString)
                                    .toList();
            return Optional.of(actual).filter(rules::admit);
        } catch (InvalidPathException | IOException e) {
            return Optional.empty();
        }
    }

    private Optional<Found> find(
            Directory top, List<String> names, boolean folder, AcceptEncodings accept)
            throws IOException {
        if (names.isEmpty()) {
            return folder(top, names, folder, accept);
        }
        List<String> way = names.subList(0, names.size() - 1);
        String name = names.get(names.size() - 1);
        Optional<Directory> parent = DirectoryOpening.descend(top, way);
        if (parent.isEmpty()) {
            return Optional.empty();
        }
        Optional<Directory> child;
        try (Directory here = parent.get()) {
            child = here.directoryIfAny(name);
            if (child.isEmpty()) {
                return folder
                        ? Optional.empty()
                        : variants.choose(new Beside(here, way), name, accept, presentation);
            }
        }
        return folder(child.get(), names, folder, accept);
    }

    /**
     * A directory by its index, or as a list of what is in it.
     *
     * @param directory taken over
     * @param slash whether the path ends as that of a directory does, so that links in it lead
     *     where they should
     */
    private Optional<Found> folder(
            Directory directory, List<String> names, boolean slash, AcceptEncodings accept)
            throws IOException {
        boolean kept = false;
        try {
            for (String index : folders.indexes()) {
                if (look(directory, names, index)
                        .filter(BasicFileAttributes::isRegularFile)
                        .isPresent()) {
                    List<String> path = plus(names, index);
                    Optional<Found> page =
                            slash
                                    ? find("/" + String.join("/", path), accept)
                                    : Optional.of(new SlashMissing());
                    if (page.isPresent()) {
                        return page;
                    }
                }
            }
            if (!folders.listed()) {
                return Optional.empty();
            }
            if (!slash) {
                return Optional.of(new SlashMissing());
            }
            kept = true;
            return Optional.of(
                    new FoundListing(
                            directory,
                            name -> look(directory, names, name),
                            names.isEmpty(),
                            presentation.headers()));
        } finally {
            if (!kept) {
                directory.close();
            }
        }
    }

    /** What is served by a name; a link is seen as what it leads to. */
    private Optional<BasicFileAttributes> look(
            Directory directory, List<String> names, String name) {
        List<String> path = plus(names, name);
        if (!rules.admit(path)) {
            return Optional.empty();
        }
        Optional<BasicFileAttributes> found = directory.attributes(name);
        if (links == Links.WITHIN
                && found.filter(BasicFileAttributes::isSymbolicLink).isPresent()) {
            found = actual(path).flatMap(this::attributes);
        }
        return found.filter(each -> each.isRegularFile() || each.isDirectory());
    }

    private Optional<BasicFileAttributes> attributes(List<String> names) {
        try {
            return Optional.of(
                    Files.readAttributes(
                            root.resolve(String.join("/", names)), BasicFileAttributes.class));
        } catch (InvalidPathException | IOException e) {
            return Optional.empty();
        }
    }

    private static List<String> plus(List<String> names, String name) {
        List<String> path = new ArrayList<>(names);
        path.add(name);
        return path;
    }

    /** Files in a directory, as far as they are served. */
    private final class Beside implements Siblings {
        private final Directory directory;
        private final List<String> way;

        Beside(Directory directory, List<String> way) {
            this.directory = directory;
            this.way = way;
        }

        @Override
        public Optional<Instant> modified(String name) {
            return look(directory, way, name)
                    .filter(BasicFileAttributes::isRegularFile)
                    .map(each -> each.lastModifiedTime().toInstant());
        }

        @Override
        public Optional<OpenedFile> open(String name) throws IOException {
            return rules.admit(plus(way, name)) ? directory.file(name) : Optional.empty();
        }
    }
}
