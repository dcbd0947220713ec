package gateway.sample.environ;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * A body that is read while it is sent: each array is what one read of the input delivered, so that
 * nothing waits for octets that are still on their way.
 *
 * <p>A failing read is an {@link UncheckedIOException} (BODY-10): the server cuts the answer off,
 * and the client sees that its own body did not get through.
 */
record Echo(InputStream input) implements Iterable<byte[]> {
    // One read of a fast client's body; a whole body is never held.
    private static final int BLOCK = 64 * 1024;

    @Override
    public Iterator<byte[]> iterator() {
        return new Iterator<>() {
            private byte[] ahead = new byte[0];
            private boolean ended;

            @Override
            public boolean hasNext() {
                if (ahead.length == 0 && !ended) {
                    ahead = read();
                    ended = ahead.length == 0;
                }
                return !ended;
            }

            @Override
            public byte[] next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                byte[] block = ahead;
                ahead = new byte[0];
                return block;
            }
        };
    }

    /** A fresh array with at least one octet, or an empty one at the end. */
    private byte[] read() {
        byte[] block = new byte[BLOCK];
        try {
            int count = input.read(block);
            return count == block.length ? block : Arrays.copyOf(block, Math.max(count, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
