package gateway.conformance.bent;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Finish;
import gateway.api.Header;
import gateway.api.Lifecycle;
import gateway.api.StartResponse;
import gateway.api.UpgradeHandler;
import gateway.toolkit.ForwardingStartResponse;

import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Faults of chapter 14: another context class loader than the application's. */
@SuppressWarnings("try") // Applications throw what they like from close().
final class LoaderBends {
    private static final ClassLoader OTHER = ClassLoader.getPlatformClassLoader();

    private LoaderBends() {}

    static List<Bend> all() {
        return List.of(
                Bend.between("THR-1", "the class loader is the server's", LoaderBends::otherLoader),
                Bend.body("THR-1", "a size is asked for under another loader", LoaderBends::sized),
                Bend.environ("THR-1", "callbacks run under another loader", LoaderBends::callbacks),
                Bend.response(
                        "THR-1",
                        "trailers are asked for under another loader",
                        (environ, right) ->
                                new ForwardingStartResponse(right) {
                                    @Override
                                    public boolean trailers(Supplier<List<Header>> supplier) {
                                        return super.trailers(() -> under(supplier));
                                    }
                                }),
                Bend.response(
                        "THR-1",
                        "upgrades run under another loader",
                        (environ, right) ->
                                new ForwardingStartResponse(right) {
                                    @Override
                                    public boolean upgrade(
                                            String protocol,
                                            List<Header> headers,
                                            UpgradeHandler handler) {
                                        return super.upgrade(protocol, headers, elsewhere(handler));
                                    }
                                }),
                new Bend(
                        "THR-1",
                        "applications start under another loader",
                        right -> (probe, variant) -> right.start(new Living(probe, true), variant)),
                new Bend(
                        "THR-1",
                        "applications stop under another loader",
                        right ->
                                (probe, variant) ->
                                        right.start(new Living(probe, false), variant)));
    }

    private static Application otherLoader(Application inner) {
        return (environ, right) -> {
            Thread.currentThread().setContextClassLoader(OTHER);
            return inner.call(environ, right);
        };
    }

    private static <T> T under(Supplier<T> action) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(OTHER);
        try {
            return action.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static UpgradeHandler elsewhere(UpgradeHandler handler) {
        return (in, out) -> {
            Thread.currentThread().setContextClassLoader(OTHER);
            handler.handle(in, out);
        };
    }

    private static void callbacks(Map<String, Object> environ) {
        Consumer<Consumer<Finish>> right = ExtensionBends.onFinish(environ);
        environ.put(
                Environ.ON_FINISH,
                (Consumer<Consumer<Finish>>)
                        callback ->
                                right.accept(
                                        finish ->
                                                under(
                                                        () -> {
                                                            callback.accept(finish);
                                                            return true;
                                                        })));
    }

    @SuppressWarnings("NullAway") // Some applications return null.
    private static Iterable<byte[]> sized(Iterable<byte[]> body) {
        return body instanceof Collection<byte[]> some && body instanceof AutoCloseable
                ? new Sized(some)
                : body;
    }

    private static final class Sized extends AbstractCollection<byte[]> implements AutoCloseable {
        private final Collection<byte[]> inner;

        Sized(Collection<byte[]> inner) {
            this.inner = inner;
        }

        @Override
        public Iterator<byte[]> iterator() {
            under(inner::size);
            return inner.iterator();
        }

        @Override
        public int size() {
            return inner.size();
        }

        @Override
        public void close() throws Exception {
            ((AutoCloseable) inner).close();
        }
    }

    /** Starts or stops under another loader. */
    private record Living(Application inner, boolean starts) implements Application, Lifecycle {
        @Override
        public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
                throws Exception {
            return inner.call(environ, startResponse);
        }

        @Override
        public void start(Map<String, String> settings) throws Exception {
            if (starts) {
                Thread.currentThread().setContextClassLoader(OTHER);
            }
            ((Lifecycle) inner).start(settings);
        }

        @Override
        public void stop() throws Exception {
            if (!starts) {
                Thread.currentThread().setContextClassLoader(OTHER);
            }
            ((Lifecycle) inner).stop();
        }
    }
}
