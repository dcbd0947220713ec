package gateway.conformance.bent;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Finish;

import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Faults of chapter 10: answers that wait for what must not be waited for. */
@SuppressWarnings("try") // Applications throw what they like from close().
final class PipelineBends {
    private PipelineBends() {}

    static List<Bend> all() {
        return List.of(
                Bend.body(
                        "BODY-5",
                        "complete answers are sent once they are closed",
                        PipelineBends::closedFirst),
                Bend.between(
                        "BODY-5",
                        "complete answers are sent once callbacks have run",
                        PipelineBends::finishedFirst));
    }

    @SuppressWarnings("NullAway") // Some applications return null.
    private static Iterable<byte[]> closedFirst(Iterable<byte[]> body) {
        return body instanceof Collection<byte[]> some && body instanceof AutoCloseable
                ? new ClosedFirst(some)
                : body;
    }

    private static final class ClosedFirst extends AbstractCollection<byte[]>
            implements AutoCloseable {
        private final Collection<byte[]> inner;
        private boolean closed;

        ClosedFirst(Collection<byte[]> inner) {
            this.inner = inner;
        }

        @Override
        public Iterator<byte[]> iterator() {
            close();
            return inner.iterator();
        }

        @Override
        public int size() {
            return inner.size();
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                try {
                    ((AutoCloseable) inner).close();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private static Application finishedFirst(Application inner) {
        return (environ, right) -> {
            Callbacks callbacks = new Callbacks(environ);
            environ.put(Environ.ON_FINISH, callbacks);
            boolean complete = false;
            try {
                Iterable<byte[]> body = inner.call(environ, right);
                complete = body instanceof Collection;
                return body;
            } finally {
                callbacks.settle(complete);
            }
        };
    }

    /** Those registered by call run when it returns a Collection; all others when they should. */
    private static final class Callbacks implements Consumer<Consumer<Finish>> {
        private final Consumer<Consumer<Finish>> right;
        private final List<Consumer<Finish>> early = new ArrayList<>();
        private boolean settled;

        Callbacks(Map<String, Object> environ) {
            this.right = ExtensionBends.onFinish(environ);
        }

        @Override
        public void accept(Consumer<Finish> callback) {
            if (settled) {
                right.accept(callback);
            } else {
                early.add(callback);
            }
        }

        void settle(boolean now) {
            settled = true;
            for (Consumer<Finish> callback : early) {
                if (now) {
                    callback.accept(new Finish(200, 0, null));
                } else {
                    right.accept(callback);
                }
            }
        }
    }
}
