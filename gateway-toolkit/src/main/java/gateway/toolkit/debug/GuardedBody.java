package gateway.toolkit.debug;

import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;

/**
 * A body whose first failure becomes a page, as long as nothing of it has left.
 *
 * <pre>
 *   inner arrays ─→ … ─→ end
 *        └ throws before the first octet ─→ the page ─→ end
 * </pre>
 */
final class GuardedBody implements Iterable<byte[]>, AutoCloseable {
    private final Iterable<byte[]> inner;
    private final Attempt attempt;
    private final Function<Throwable, Optional<byte[]>> rescue;

    /**
     * Guards a body.
     *
     * @param rescue starts the page, or says that the failure must go on
     */
    GuardedBody(
            Iterable<byte[]> inner, Attempt attempt, Function<Throwable, Optional<byte[]>> rescue) {
        this.inner = inner;
        this.attempt = attempt;
        this.rescue = rescue;
    }

    @Override
    public Iterator<byte[]> iterator() {
        try {
            return new Guarded(inner.iterator());
        } catch (Throwable e) {
            return new Guarded(page(e));
        }
    }

    /** The page; where there is none, what was thrown goes on as it was. */
    private Iterator<byte[]> page(Throwable e) {
        Optional<byte[]> page = rescue.apply(e);
        if (page.isEmpty()) {
            throw GuardedBody.<RuntimeException>same(e);
        }
        return page.stream().iterator();
    }

    private final class Guarded implements Iterator<byte[]> {
        private Iterator<byte[]> arrays;

        Guarded(Iterator<byte[]> arrays) {
            this.arrays = arrays;
        }

        @Override
        public boolean hasNext() {
            try {
                return arrays.hasNext();
            } catch (Throwable e) {
                arrays = page(e);
                return true;
            }
        }

        @Override
        public byte[] next() {
            byte[] array;
            try {
                array = arrays.next();
                if (array == null) {
                    throw new IllegalStateException("BODY-2: the body yielded null");
                }
            } catch (Throwable e) {
                // From here on the inner body is not asked again (BODY-1).
                arrays = page(e);
                array = arrays.next();
            }
            if (array.length > 0) {
                attempt.commit();
            }
            return array;
        }
    }

    /** The methods here declare nothing. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> X same(Throwable e) throws X {
        throw (X) e;
    }

    @Override
    public void close() {
        if (inner instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw GuardedBody.<RuntimeException>same(e);
            }
        }
    }
}
