package gateway.toolkit.response;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Several bodies as one, of which only the whole is closed. */
@SuppressWarnings("try") // It may be interrupted as whatever it closes may be.
record JoinedBody(List<Iterable<byte[]>> bodies, AutoCloseable resource)
        implements Iterable<byte[]>, AutoCloseable {
    @Override
    public Iterator<byte[]> iterator() {
        Iterator<Iterable<byte[]>> rest = bodies.iterator();
        return new Iterator<>() {
            private Iterator<byte[]> current = List.<byte[]>of().iterator();

            @Override
            public boolean hasNext() {
                while (!current.hasNext() && rest.hasNext()) {
                    current = rest.next().iterator();
                }
                return current.hasNext();
            }

            @Override
            public byte[] next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return current.next();
            }
        };
    }

    @Override
    public void close() throws Exception {
        resource.close();
    }
}
