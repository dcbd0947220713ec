package gateway.server.dev;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the classes of running applications lie: copies, so that a compiler takes nothing from
 * under a request that has begun. A file that has not changed is in every copy, but once on the
 * disk.
 *
 * <p>All are below a folder of this process in the system's folder for temporary files. What a
 * process that was killed has left there, the next one removes.
 */
final class Copies implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Copies.class);
    private static final String NAME = "gateway-dev-";
    private static final String LOCK = "lock";

    private final Path folder;
    private final FileChannel lock;
    private int made;

    private Copies(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Begins with an empty folder, which nobody else may enter. */
    @SuppressWarnings("resource") // The lock is held until close.
    static Copies begin() throws IOException {
        Path folder = Files.createTempDirectory(NAME);
        removeLeft(folder);
        FileChannel lock =
                FileChannel.open(
                        folder.resolve(LOCK),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE);
        lock.lock();
        return new Copies(folder, lock);
    }

    /** Of processes that are gone: nobody holds their lock. */
    private static void removeLeft(Path own) throws IOException {
        Path parent = own.resolveSibling("");
        try (DirectoryStream<Path> others = Files.newDirectoryStream(parent, NAME + "*")) {
            for (Path other : others) {
                if (!other.equals(own) && Files.isWritable(other)) {
                    removeUnlessHeld(other);
                }
            }
        }
    }

    private static void removeUnlessHeld(Path other) {
        Path file = other.resolve(LOCK);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            if (held != null) {
                remove(other);
            }
        } catch (IOException | OverlappingFileLockException e) {
            // It is another one's, or of this process.
        }
    }

    /** An empty folder besides the copies. */
    Path signals() throws IOException {
        return Files.createDirectory(folder.resolve("signals"));
    }

    /** The first copy's predecessor. */
    Copy nothing() {
        return new Copy(folder, Listing.NOTHING, List.of());
    }

    /**
     * Copies what lies on the class path.
     *
     * @param before shares with it what has not changed
     * @throws IOException if a file changes meanwhile
     */
    Copy make(Listing listing, Copy before) throws IOException {
        Path root = Files.createDirectory(folder.resolve(Integer.toString(++made)));
        List<Path> entries = new ArrayList<>();
        for (Path entry : listing.entries()) {
            Path target = root.resolve(Integer.toString(entries.size()));
            boolean jar = listing.files().containsKey(entry);
            entries.add(jar ? target.resolve(entry.getFileName()) : target);
            Files.createDirectory(target);
        }
        Copy copy = new Copy(root, listing, entries);
        Copying copying = new Copying(before, copy, new HashSet<>());
        for (Map.Entry<Path, Stamp> file : listing.files().entrySet()) {
            copying.copy(file.getKey(), file.getValue());
        }
        return copy;
    }

    /** Deletes it, for which nobody has to wait; what is left of it, {@link #close} deletes. */
    void forget(Copy copy) {
        if (!copy.root().equals(folder)) {
            Thread.ofPlatform()
                    .daemon()
                    .name("gateway-dev-remove")
                    .start(() -> remove(copy.root()));
        }
    }

    @Override
    public void close() throws IOException {
        remove(folder);
        lock.close();
    }

    /**
     * One of the copies.
     *
     * @param listing what it is a copy of
     * @param entries jars and folders, in the order of the listing's
     */
    record Copy(Path root, Listing listing, List<Path> entries) {
        /** Where the copy of a file of the listing is. */
        private Path of(Path file) {
            for (int i = 0; i < entries.size(); i++) {
                Path entry = listing.entries().get(i);
                if (file.equals(entry)) {
                    return entries.get(i);
                }
                if (file.startsWith(entry)) {
                    return entries.get(i).resolve(entry.relativize(file).toString());
                }
            }
            throw new IllegalArgumentException(file + " is not of the listing");
        }
    }

    private record Copying(Copy before, Copy now, Set<Path> folders) {
        private void copy(Path file, Stamp stamp) throws IOException {
            Path target = now.of(file);
            Path above = target.resolveSibling("");
            if (folders.add(above)) {
                Files.createDirectories(above);
            }
            if (stamp.equals(before.listing().files().get(file))) {
                try {
                    Files.createLink(target, before.of(file));
                    return;
                } catch (IOException | UnsupportedOperationException e) {
                    LOG.debug("no link, a copy then: {}", e.toString());
                }
            }
            Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private static void remove(Path root) {
        try {
            Files.walkFileTree(
                    root,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                                throws IOException {
                            Files.deleteIfExists(file);
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException e) {
                            return FileVisitResult.CONTINUE; // Another thread removes it too.
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(
                                Path folder, @Nullable IOException e) throws IOException {
                            Files.deleteIfExists(folder);
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            LOG.warn("cannot remove {}: {}", root, e.toString());
        }
    }
}
