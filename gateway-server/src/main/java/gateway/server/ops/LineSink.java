package gateway.server.ops;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Where lines go: a file, to whose end they are appended, or the standard output. */
final class LineSink implements AutoCloseable {
    private final Optional<Path> file;
    private WritableByteChannel channel; // Guarded by this, as the rest.
    private boolean withinLine;

    private LineSink(Optional<Path> file, WritableByteChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens one.
     *
     * @param where a path, or {@code -} for the standard output
     * @throws IOException if it cannot be opened
     */
    static LineSink open(String where) throws IOException {
        if (where.equals("-")) {
            FileOutputStream out = new FileOutputStream(FileDescriptor.out);
            return new LineSink(Optional.empty(), out.getChannel());
        }
        Path path = Path.of(where);
        return new LineSink(Optional.of(path), append(path));
    }

    private static FileChannel append(Path path) throws IOException {
        return FileChannel.open(
                path,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND);
    }

    /**
     * Writes whole lines. Where that failed within a line before, that line is ended first.
     *
     * @throws IOException if not all of them could be written
     */
    synchronized void write(byte[] octets, int length) throws IOException {
        if (withinLine) {
            writeAll(ByteBuffer.wrap(new byte[] {'\n'}));
            withinLine = false;
        }
        ByteBuffer lines = ByteBuffer.wrap(octets, 0, length);
        try {
            writeAll(lines);
        } finally {
            withinLine = lines.position() > 0 && octets[lines.position() - 1] != '\n';
        }
    }

    private void writeAll(ByteBuffer octets) throws IOException {
        while (octets.hasRemaining()) {
            channel.write(octets);
        }
    }

    /**
     * Opens the file anew, by its name: the one before may have been renamed. Where that fails it
     * goes on with the one before.
     *
     * @return the file; empty for the standard output, where there is nothing to do
     */
    synchronized Optional<Path> reopen() throws IOException {
        if (file.isPresent()) {
            WritableByteChannel before = channel;
            channel = append(file.get());
            withinLine = false;
            before.close();
        }
        return file;
    }

    @Override
    public synchronized void close() throws IOException {
        if (file.isPresent()) {
            channel.close();
        }
    }
}
