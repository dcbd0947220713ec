package gateway.conformance.bent;

import static gateway.conformance.bent.BodyBends.body;

import java.util.Iterator;
import java.util.List;

/** Faults of chapter 11: close. */
@SuppressWarnings("try") // Applications throw what they like from close().
final class CloseBends {
    private CloseBends() {}

    static List<Bend> all() {
        return List.of(
                body("CLOSE-1", "bodies are never closed", Unclosed::new),
                body("CLOSE-1", "bodies are closed twice", ClosedTwice::new),
                body("CLOSE-1", "what was not iterated is not closed", ClosedIfIterated::new),
                body("CLOSE-1", "what has failed is not closed", ClosedIfComplete::new),
                body("CLOSE-2", "another thread closes", ClosedElsewhere::new),
                body("CLOSE-2", "bodies are closed before the end is sent", ClosedEarly::new),
                body("CLOSE-3", "nobody hears of a close that fails", ClosedSilently::new),
                body("CLOSE-4", "the iterator is closed as well", ClosesIterator::new));
    }

    private record Unclosed(Iterable<byte[]> inner) implements Iterable<byte[]> {
        @Override
        public Iterator<byte[]> iterator() {
            return inner.iterator();
        }
    }

    private static final class ClosedTwice extends BentBody {
        ClosedTwice(Iterable<byte[]> inner) {
            super(inner);
        }

        @Override
        public void close() throws Exception {
            super.close();
            super.close();
        }
    }

    private static final class ClosedIfIterated extends BentBody {
        private boolean iterated;

        ClosedIfIterated(Iterable<byte[]> inner) {
            super(inner);
        }

        @Override
        public Iterator<byte[]> iterator() {
            iterated = true;
            return super.iterator();
        }

        @Override
        public void close() throws Exception {
            if (iterated) {
                super.close();
            }
        }
    }

    private static final class ClosedIfComplete extends BentBody {
        private boolean complete;

        ClosedIfComplete(Iterable<byte[]> inner) {
            super(inner);
        }

        @Override
        public Iterator<byte[]> iterator() {
            return new BentArrays(super.iterator()) {
                @Override
                public boolean hasNext() {
                    boolean more = super.hasNext();
                    complete = !more;
                    return more;
                }
            };
        }

        @Override
        public void close() throws Exception {
            if (complete) {
                super.close();
            }
        }
    }

    private static final class ClosedElsewhere extends BentBody {
        ClosedElsewhere(Iterable<byte[]> inner) {
            super(inner);
        }

        @Override
        public void close() throws Exception {
            Elsewhere.call(
                    () -> {
                        super.close();
                        return true;
                    });
        }
    }

    private static final class ClosedEarly extends BentBody {
        private boolean closed;

        ClosedEarly(Iterable<byte[]> inner) {
            super(inner);
        }

        @Override
        public Iterator<byte[]> iterator() {
            return new BentArrays(super.iterator()) {
                @Override
                public boolean hasNext() {
                    boolean more = super.hasNext();
                    if (!more) {
                        closeEarly();
                    }
                    return more;
                }
            };
        }

        private void closeEarly() {
            try {
                close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws Exception {
            if (!closed) {
                closed = true;
                super.close();
            }
        }
    }

    private static final class ClosedSilently extends BentBody {
        ClosedSilently(Iterable<byte[]> inner) {
            super(inner);
        }

        @Override
        public void close() {
            try {
                super.close();
            } catch (Exception e) {
                // It is over anyway.
            }
        }
    }

    private static final class ClosesIterator extends BentBody {
        private Iterator<byte[]> arrays = List.<byte[]>of().iterator();

        ClosesIterator(Iterable<byte[]> inner) {
            super(inner);
        }

        @Override
        public Iterator<byte[]> iterator() {
            arrays = super.iterator();
            return arrays;
        }

        @Override
        public void close() throws Exception {
            if (arrays instanceof AutoCloseable closeable) {
                closeable.close();
            }
            super.close();
        }
    }
}
