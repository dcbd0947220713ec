package gateway.server.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * A response body that is a greeting, and then the request's body: one array for each read, as it
 * arrives.
 *
 * @param greeting not empty
 */
record EchoBody(String greeting, InputStream in) implements Iterable<byte[]> {
    @Override
    public Iterator<byte[]> iterator() {
        return new Reads(in, greeting.getBytes(ISO_8859_1));
    }

    private static final class Reads implements Iterator<byte[]> {
        private final InputStream in;
        private byte[] next;

        private Reads(InputStream in, byte[] first) {
            this.in = in;
            next = first;
        }

        @Override
        public boolean hasNext() {
            if (next.length == 0) {
                byte[] buffer = new byte[8192];
                try {
                    int count = in.read(buffer);
                    next = Arrays.copyOf(buffer, Math.max(0, count));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return next.length > 0;
        }

        @Override
        public byte[] next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            byte[] array = next;
            next = new byte[0];
            return array;
        }
    }
}
