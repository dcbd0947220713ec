package gateway.conformance.bent;

import java.util.Iterator;

/** Passes arrays on; a fault overrides one of its methods. */
class BentArrays implements Iterator<byte[]> {
    private final Iterator<byte[]> inner;

    BentArrays(Iterator<byte[]> inner) {
        this.inner = inner;
    }

    final Iterator<byte[]> inner() {
        return inner;
    }

    @Override
    public boolean hasNext() {
        return inner.hasNext();
    }

    @Override
    public byte[] next() {
        return inner.next();
    }
}
