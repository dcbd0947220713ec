package gateway.toolkit.forms;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * One temporary file for all that does not fit into memory: a form of a thousand files has one
 * descriptor. The file has no name from the start where the system can do that, and is deleted when
 * it is closed, or at the latest when nobody refers to it any more.
 */
final class SpoolFile implements Closeable {
    private final Optional<Path> directory;
    private Optional<FileChannel> channel = Optional.empty();
    private long length;
    private boolean closed;

    SpoolFile(Optional<Path> directory) {
        this.directory = directory;
    }

    /** {@return octets in it, which is where the next ones go} */
    long length() {
        return length;
    }

    void append(byte[] octets, int offset, int count) throws IOException {
        FileChannel file = open();
        ByteBuffer rest = ByteBuffer.wrap(octets, offset, count);
        while (rest.hasRemaining()) {
            length += file.write(rest, length);
        }
    }

    private FileChannel open() throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        if (channel.isEmpty()) {
            Path path =
                    directory.isPresent()
                            ? Files.createTempFile(directory.get(), "gateway-form-", ".part")
                            : Files.createTempFile("gateway-form-", ".part");
            try {
                channel =
                        Optional.of(
                                FileChannel.open(
                                        path,
                                        StandardOpenOption.READ,
                                        StandardOpenOption.WRITE,
                                        StandardOpenOption.DELETE_ON_CLOSE));
            } catch (IOException e) {
                Files.deleteIfExists(path);
                throw e;
            }
        }
        return channel.get();
    }

    /** {@return some of its octets; reading fails after this file is closed} */
    InputStream slice(long position, long count) {
        return new InputStream() {
            private long at = position;
            private final long last = position + count;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] octets, int offset, int most) throws IOException {
                FileChannel file = open();
                if (most == 0) {
                    return 0;
                }
                int wanted = (int) Math.min(most, last - at);
                int read =
                        wanted == 0 ? -1 : file.read(ByteBuffer.wrap(octets, offset, wanted), at);
                at += Math.max(read, 0);
                return read;
            }

            @Override
            public int available() {
                return (int) Math.min(Integer.MAX_VALUE, last - at);
            }
        };
    }

    @Override
    public void close() throws IOException {
        closed = true;
        if (channel.isPresent()) {
            channel.get().close();
        }
    }
}
