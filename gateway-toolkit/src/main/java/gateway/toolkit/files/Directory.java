package gateway.toolkit.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A directory in which names are looked up, one at a time. */
interface Directory extends AutoCloseable {
    /**
     * While somebody exchanges files, what was looked at may not be what is opened: it is tried
     * again. What fails that often is a fault of the machine, and what is another file each time is
     * nobody's.
     */
    int ATTEMPTS = 5;

    /** {@return what a name stands for; empty if for nothing, or that cannot be known} */
    Optional<BasicFileAttributes> attributes(String name);

    /** Opens a file. */
    FileChannel channel(String name) throws IOException;

    /** Opens a directory. */
    Directory directory(String name) throws IOException;

    /**
     * {@return names in it, in whatever order; asked for once}
     *
     * @param most that are read
     */
    List<String> names(int most) throws IOException;

    @Override
    void close() throws IOException;

    /**
     * Opens a regular file. Nothing else is: a pipe would keep us waiting for its other end.
     *
     * @return empty if there is none, or none that may be read
     */
    default Optional<OpenedFile> file(String name) throws IOException {
        for (int attempt = 1; ; attempt++) {
            Optional<BasicFileAttributes> before = attributes(name);
            if (before.isEmpty() || !before.get().isRegularFile() || attempt > ATTEMPTS) {
                return Optional.empty();
            }
            FileChannel channel;
            try {
                channel = channel(name);
            } catch (IOException e) {
                if (Absence.isMeantBy(e)) {
                    return Optional.empty();
                }
                if (attempt == ATTEMPTS && isSame(before.get(), attributes(name))) {
                    throw e;
                }
                continue;
            }
            try {
                Optional<BasicFileAttributes> after = attributes(name);
                if (isSame(before.get(), after)) {
                    Instant modified = after.get().lastModifiedTime().toInstant();
                    return Optional.of(new DiskFile(name, channel, channel.size(), modified));
                }
            } catch (Throwable e) {
                channel.close();
                throw e;
            }
            channel.close();
        }
    }

    /** Opens a directory, unless there is none or none that may be read. */
    default Optional<Directory> directoryIfAny(String name) throws IOException {
        for (int attempt = 1; ; attempt++) {
            Optional<BasicFileAttributes> before = attributes(name);
            if (before.isEmpty() || !before.get().isDirectory() || attempt > ATTEMPTS) {
                return Optional.empty();
            }
            try {
                return Optional.of(directory(name));
            } catch (IOException e) {
                if (Absence.isMeantBy(e)) {
                    return Optional.empty();
                }
                if (attempt == ATTEMPTS && isSame(before.get(), attributes(name))) {
                    throw e;
                }
            }
        }
    }

    private static boolean isSame(BasicFileAttributes before, Optional<BasicFileAttributes> after) {
        return after.isPresent()
                && after.get().isRegularFile() == before.isRegularFile()
                && Objects.equals(before.fileKey(), after.get().fileKey());
    }
}
