package gateway.server.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;

/**
 * A file with the id of this process, and a lock on it while the process runs: so one that was left
 * behind is told from one in use, whichever process may have that id by now.
 */
final class PidFile implements AutoCloseable {
    static final Option<Path> OPTION =
            Option.once(
                    "--pid-file",
                    "FILE",
                    Path::of,
                    "Holds the id of the process from before the applications start until it has"
                            + " stopped. One that a process still holds is refused, one that was left"
                            + " behind is taken over.");

    /** More digits no id has. */
    private static final int MOST_OCTETS = 20;

    private final Path path;
    private final FileChannel channel;

    private PidFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Writes it.
     *
     * @throws CannotStartException if that is not possible, a running process holds it, or what is
     *     there holds something else than an id
     */
    static PidFile claim(Path path) throws CannotStartException {
        String id = ProcessHandle.current().pid() + "\n";
        try {
            while (true) {
                FileChannel channel =
                        FileChannel.open(
                                path,
                                Set.of(
                                        StandardOpenOption.CREATE,
                                        StandardOpenOption.READ,
                                        StandardOpenOption.WRITE,
                                        LinkOption.NOFOLLOW_LINKS));
                if (write(id, channel, path)) {
                    return new PidFile(path, channel);
                }
                channel.close();
            }
        } catch (IOException e) {
            throw new CannotStartException("--pid-file: cannot write " + path, e);
        }
    }

    /** Returns whether it is still there: who held it may have removed it since it was opened. */
    private static boolean write(String id, FileChannel channel, Path path)
            throws IOException, CannotStartException {
        boolean written = false;
        try {
            Optional<Object> opened = key(path);
            String before = read(channel);
            if (!lock(channel)) {
                throw new CannotStartException(
                        "--pid-file: " + path + " is held by process " + before.strip());
            }
            if (!before.strip().matches("[0-9]*")) {
                throw new CannotStartException(
                        "--pid-file: " + path + " is there, and no file of this kind");
            }
            if (!opened.equals(key(path))) {
                return false;
            }
            channel.truncate(0).write(ByteBuffer.wrap(id.getBytes(US_ASCII)), 0);
            written = true;
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } finally {
            if (!written) {
                channel.close();
            }
        }
    }

    /** Which file it is. Opening and closing the file once more would give up the lock (POSIX). */
    private static Optional<Object> key(Path path) throws IOException {
        return Optional.ofNullable(
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .fileKey());
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(MOST_OCTETS);
        channel.read(content, 0);
        return new String(content.array(), 0, content.position(), ISO_8859_1);
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // Another server in this process.
        }
    }

    /** Removes it. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
            channel.close();
        } catch (IOException e) {
            LoggerFactory.getLogger(PidFile.class).warn("{} cannot be removed", path, e);
        }
    }
}
