package gateway.toolkit.response;

import gateway.api.FileBody;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * A range of a file that is open already, so that its length, its date and its octets are of one
 * and the same file.
 */
record FileRange(FileChannel channel, long position, long count) implements FileBody {
    private static final int BLOCK = 64 * 1024;

    @Override
    public Iterator<byte[]> iterator() {
        return new Iterator<>() {
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
                            throw new EOFException("the file has become shorter");
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

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
