package gateway.conformance.bent;

import gateway.api.FileBody;

import java.util.Collection;
import java.util.Iterator;
import java.util.function.UnaryOperator;

/** Passes a body on; a fault overrides one of its methods. */
@SuppressWarnings("try") // Applications throw what they like from close().
class BentBody implements Iterable<byte[]>, AutoCloseable {
    private final Iterable<byte[]> inner;

    BentBody(Iterable<byte[]> inner) {
        this.inner = inner;
    }

    /** Puts the fault into bodies that stream, so that lengths and files stay what they are. */
    static UnaryOperator<Iterable<byte[]>> streaming(UnaryOperator<Iterable<byte[]>> fault) {
        return body -> isStreaming(body) ? fault.apply(body) : body;
    }

    @SuppressWarnings("NullAway") // Some applications return null.
    static boolean isStreaming(Iterable<byte[]> body) {
        return body != null && !(body instanceof Collection) && !(body instanceof FileBody);
    }

    final Iterable<byte[]> inner() {
        return inner;
    }

    @Override
    public Iterator<byte[]> iterator() {
        return inner.iterator();
    }

    @Override
    public void close() throws Exception {
        if (inner instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }
}
