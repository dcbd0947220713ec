package gateway.toolkit.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A directory by its path, for file systems that cannot keep one open (Windows, archives). Where
 * links are not to be followed, its path is compared with the real one before and after a file is
 * opened; who can exchange directories twice between them gets past that.
 */
final class PlainDirectory implements Directory {
    private final Path path;
    private final LinkOption[] links;

    /**
     * By its path.
     *
     * @param path real, if links are not followed
     * @param links how names are looked up
     */
    PlainDirectory(Path path, LinkOption... links) {
        this.path = path;
        this.links = links.clone();
    }

    @Override
    public Optional<BasicFileAttributes> attributes(String name) {
        try {
            Path file = path.resolve(name);
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, links);
            return isNamed(file.toRealPath(LinkOption.NOFOLLOW_LINKS), name)
                    ? Optional.of(attributes)
                    : Optional.empty();
        } catch (InvalidPathException | IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether a file is looked up by its own name. Windows has a second one for many files, such as
     * {@code SERVER~1.KEY}, which no rule about names knows. Case means nothing, as in the rules.
     *
     * @param real path of it, links in its last name not followed
     */
    static boolean isNamed(Path real, String name) {
        Path last = real.getFileName();
        return last != null && withoutSlash(last.toString()).equalsIgnoreCase(name);
    }

    /** Those of archives have a slash at the end of directories. */
    private static String withoutSlash(String name) {
        return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    }

    @Override
    public FileChannel channel(String name) throws IOException {
        Path file = path.resolve(name);
        Set<OpenOption> options = new HashSet<>();
        options.add(StandardOpenOption.READ);
        // Archives do not know the option, and have no links.
        if (file.getFileSystem().equals(FileSystems.getDefault())) {
            options.addAll(List.of(links));
        }
        requireHere();
        FileChannel channel = FileChannel.open(file, options);
        try {
            requireHere();
        } catch (Throwable e) {
            channel.close();
            throw e;
        }
        return channel;
    }

    private void requireHere() throws IOException {
        if (links.length > 0 && !path.equals(path.toRealPath())) {
            throw new NoSuchFileException(path.toString());
        }
    }

    @Override
    public Directory directory(String name) {
        return new PlainDirectory(path.resolve(name), links);
    }

    @Override
    public List<String> names(int most) throws IOException {
        requireHere();
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
            for (Iterator<Path> each = stream.iterator(); names.size() < most && each.hasNext(); ) {
                names.add(withoutSlash(each.next().getFileName().toString()));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    @Override
    public void close() {}
}
