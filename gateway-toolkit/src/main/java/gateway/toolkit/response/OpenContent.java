package gateway.toolkit.response;

import gateway.toolkit.http.FileState;
import gateway.toolkit.http.Representation;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/**
 * Octets of one response, and what is known of them.
 *
 * @param known length, tag and date, as far as they are known
 * @param range gives some of them as a body, by position and count; only where the length is known
 * @param whole all of them as a body
 * @param resource closed where no body is returned; each body closes it as well
 */
record OpenContent(
        Representation known,
        BiFunction<Long, Long, Iterable<byte[]>> range,
        Iterable<byte[]> whole,
        AutoCloseable resource) {
    static OpenContent of(byte[] octets) {
        return new OpenContent(
                Representation.ofLength(octets.length),
                (position, count) ->
                        List.of(
                                Arrays.copyOfRange(
                                        octets,
                                        Math.toIntExact(position),
                                        Math.toIntExact(position + count))),
                List.of(octets),
                () -> {});
    }

    /** Octets of unknown length, which are sent as a whole or not at all. */
    static OpenContent of(Iterable<byte[]> body) {
        return new OpenContent(
                Representation.UNKNOWN,
                (position, count) -> {
                    throw new IllegalStateException("no ranges of an unknown length");
                },
                body,
                body instanceof AutoCloseable closeable ? closeable : () -> {});
    }

    /**
     * The file as it is now: what is measured is what is sent.
     *
     * @throws NoSuchFileException if there is no regular file, or none that may be read
     */
    static OpenContent of(Path path) throws IOException {
        FileChannel channel = channel(path);
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            long length = channel.size();
            Instant changed = attributes.lastModifiedTime().toInstant();
            // If the path is replaced meanwhile, the date is that of another file.
            return new OpenContent(
                    attributes.size() == length
                            ? known(new FileState(name(path), length, changed), Instant.now())
                            : Representation.ofLength(length),
                    (position, count) -> new FileRange(channel, position, count),
                    new FileRange(channel, 0, length),
                    channel);
        } catch (Throwable e) {
            channel.close();
            throw e;
        }
    }

    /** Looks before it opens: a pipe would keep us waiting for its other end. */
    private static FileChannel channel(Path path) throws IOException {
        try {
            if (Files.readAttributes(path, BasicFileAttributes.class).isRegularFile()) {
                return FileChannel.open(path, StandardOpenOption.READ);
            }
        } catch (AccessDeniedException | NotDirectoryException e) {
            throw none(path, e);
        } catch (FileSystemException e) {
            // A name that is too long, a circle of links, a file on the way: the looking fails too.
            if (!Files.exists(path)) {
                throw none(path, e);
            }
            throw e;
        }
        throw new NoSuchFileException(path.toString(), null, "not a regular file");
    }

    private static NoSuchFileException none(Path path, FileSystemException cause) {
        NoSuchFileException none =
                new NoSuchFileException(path.toString(), null, cause.getReason());
        none.initCause(cause);
        return none;
    }

    private static String name(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }

    private static Representation known(FileState state, Instant now) {
        return new Representation(
                true,
                Optional.of(state.tag(now)),
                state.lastModified(now),
                OptionalLong.of(state.length()));
    }
}
