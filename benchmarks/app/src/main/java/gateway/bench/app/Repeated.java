package gateway.bench.app;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** A body that yields one block over and over, up to a number of octets. */
final class Repeated implements Iterable<byte[]> {
    private final byte[] block;
    private final long octets;

    /**
     * @param block what is repeated, and never changed
     * @param octets how many there are in all
     */
    Repeated(byte[] block, long octets) {
        this.block = block;
        this.octets = octets;
    }

    @Override
    public Iterator<byte[]> iterator() {
        return new Iterator<>() {
            private long left = octets;

            @Override
            public boolean hasNext() {
                return left > 0;
            }

            @Override
            public byte[] next() {
                if (left <= 0) {
                    throw new NoSuchElementException();
                }
                byte[] next =
                        left >= block.length ? block : Arrays.copyOf(block, Math.toIntExact(left));
                left -= next.length;
                return next;
            }
        };
    }
}
