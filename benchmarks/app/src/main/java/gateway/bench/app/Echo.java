package gateway.bench.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The request's body as the response's, block by block as it comes. A fresh array each, for what
 * was yielded belongs to the server.
 *
 * @param input the body
 * @param block how many octets are read at the most at a time; at least 1
 */
record Echo(InputStream input, int block) implements Iterable<byte[]> {
    @Override
    public Iterator<byte[]> iterator() {
        return new Iterator<>() {
            private final byte[] buffer = new byte[block];
            private int filled;

            @Override
            public boolean hasNext() {
                if (filled == 0) {
                    try {
                        filled = input.read(buffer);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
                return filled > 0;
            }

            @Override
            public byte[] next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                byte[] next = Arrays.copyOf(buffer, filled);
                filled = 0;
                return next;
            }
        };
    }
}
