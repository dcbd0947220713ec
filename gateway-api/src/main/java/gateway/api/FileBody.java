package gateway.api;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * A response body that is a range of an open file (BODY-11).
 *
 * <p>A server may send the range without copying it through the application's memory; whoever
 * iterates the body gets exactly the same octets. The file is open from the start, so that what is
 * sent is what was measured even if the path is replaced meanwhile. Its length is known, so the
 * server sets Content-Length (LEN-3).
 */
public interface FileBody extends Iterable<byte[]>, AutoCloseable {
    /** {@return the open file; its own position is neither used nor changed} */
    FileChannel channel();

    /** {@return where the range begins, in octets from the start of the file} */
    long position();

    /** {@return how long the range is, in octets} */
    long count();

    /**
     * Yields exactly the octets of the range, in blocks. The iterator throws {@link
     * UncheckedIOException} if the file cannot be read, or ends before the range does.
     */
    @Override
    Iterator<byte[]> iterator();

    /** Closes the file. */
    @Override
    void close() throws IOException;

    /**
     * Opens a file at once, for a body that is all of it.
     *
     * @param path a file that can be read
     * @return as {@link #open(Path, long, long)} does, with the length that the file has now
     * @throws IOException if the file cannot be opened, or is a directory
     */
    static FileBody open(Path path) throws IOException {
        return open(path, 0, Files.size(path));
    }

    /**
     * Opens a file at once, for the body of one response.
     *
     * @param path a file that can be read
     * @param position 0 or more
     * @param count 0 or more
     * @return the body; whoever opened it closes it, unless it was returned to the server
     * @throws IllegalArgumentException if one of the numbers is negative
     * @throws IOException if the file cannot be opened, is a directory, or is too short for the
     *     range
     */
    static FileBody open(Path path, long position, long count) throws IOException {
        if (position < 0 || count < 0) {
            throw new IllegalArgumentException(
                    "position " + position + " and count " + count + " must not be negative");
        }
        // A directory could be opened, and has a size.
        if (Files.isDirectory(path)) {
            throw new FileSystemException(path.toString(), null, "is a directory");
        }
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            long size = channel.size();
            if (count > size - position) {
                throw new EOFException(
                        "the file has "
                                + size
                                + " octets, too few for "
                                + count
                                + " from position "
                                + position);
            }
        } catch (Throwable e) {
            channel.close();
            throw e;
        }
        return new FileBody() {
            @Override
            public FileChannel channel() {
                return channel;
            }

            @Override
            public long position() {
                return position;
            }

            @Override
            public long count() {
                return count;
            }

            @Override
            public Iterator<byte[]> iterator() {
                return blocks(channel, position, count);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }

            @Override
            public String toString() {
                return "FileBody[" + count + " octets from " + position + " of " + path + "]";
            }
        };
    }

    private static Iterator<byte[]> blocks(FileChannel channel, long position, long count) {
        return new Iterator<>() {
            // Large enough that a call per block is lost in the copying, small enough to have many.
            private static final int BLOCK = 64 * 1024;

            private long sent;

            @Override
            public boolean hasNext() {
                return sent < count;
            }

            @Override
            public byte[] next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                ByteBuffer block = ByteBuffer.allocate((int) Math.min(BLOCK, count - sent));
                try {
                    while (block.hasRemaining()) {
                        if (channel.read(block, position + sent + block.position()) < 0) {
                            throw new EOFException(
                                    "the file ended "
                                            + (count - sent - block.position())
                                            + " octets before the range");
                        }
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                sent += block.capacity();
                return block.array();
            }
        };
    }
}
