package gateway.toolkit.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An open directory: names are looked up in it even if its path leads elsewhere meanwhile. */
final class SecureDirectory implements Directory {
    private final Path path;
    private final SecureDirectoryStream<Path> stream;
    private final LinkOption[] links;

    /**
     * Takes a stream over.
     *
     * @param path of whatever file system it is
     * @param links how names are looked up
     */
    SecureDirectory(Path path, SecureDirectoryStream<Path> stream, LinkOption... links) {
        this.path = path;
        this.stream = stream;
        this.links = links.clone();
    }

    private Path relative(String name) {
        return path.getFileSystem().getPath(name);
    }

    @Override
    public Optional<BasicFileAttributes> attributes(String name) {
        try {
            return Optional.of(
                    stream.getFileAttributeView(relative(name), BasicFileAttributeView.class, links)
                            .readAttributes());
        } catch (InvalidPathException | IOException e) {
            // Too long, not to be written in the file system's charset, a circle of links, …
            return Optional.empty();
        }
    }

    @Override
    public FileChannel channel(String name) throws IOException {
        Set<OpenOption> options = new HashSet<>(List.of(links));
        options.add(StandardOpenOption.READ);
        // Every file system of the JDK that has such streams opens files as file channels.
        return (FileChannel) stream.newByteChannel(relative(name), options);
    }

    @Override
    public Directory directory(String name) throws IOException {
        Path relative = relative(name);
        return new SecureDirectory(path, stream.newDirectoryStream(relative, links), links);
    }

    @Override
    public List<String> names(int most) throws IOException {
        List<String> names = new ArrayList<>();
        try {
            for (Iterator<Path> each = stream.iterator(); names.size() < most && each.hasNext(); ) {
                names.add(each.next().getFileName().toString());
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
