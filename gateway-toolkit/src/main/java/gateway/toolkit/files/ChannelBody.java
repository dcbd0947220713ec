package gateway.toolkit.files;

import gateway.api.FileBody;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * A range of a channel that is open already. {@link FileBody#open} would open the path again, where
 * another file may be by now.
 */
record ChannelBody(FileChannel channel, long position, long count) implements FileBody {
    @Override
    public Iterator<byte[]> iterator() {
        return new Blocks(channel, position, position + count);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static final class Blocks implements Iterator<byte[]> {
        // As FileBody has it.
        private static final int BLOCK = 64 * 1024;

        private final FileChannel channel;
        private final long end;
        private long at;

        Blocks(FileChannel channel, long position, long end) {
            this.channel = channel;
            this.at = position;
            this.end = end;
        }

        @Override
        public boolean hasNext() {
            return at < end;
        }

        @Override
        public byte[] next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            ByteBuffer block = ByteBuffer.allocate((int) Math.min(BLOCK, end - at));
            try {
                while (block.hasRemaining()) {
                    if (channel.read(block, at + block.position()) < 0) {
                        throw new EOFException("the file has become shorter");
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            at += block.capacity();
            return block.array();
        }
    }
}
