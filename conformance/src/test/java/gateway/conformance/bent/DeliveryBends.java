package gateway.conformance.bent;

import static gateway.conformance.bent.BodyBends.arrays;

import gateway.api.Environ;
import gateway.api.FileBody;
import gateway.api.Finish;
import gateway.api.Header;
import gateway.api.StartResponse;
import gateway.api.UpgradeHandler;
import gateway.toolkit.ForwardingStartResponse;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Servers that deliver requests or responses with a small change, each one kind of it. */
@SuppressWarnings("try") // Applications throw what they like from close().
final class DeliveryBends {
    private static final int BLOCK = 64 * 1024;

    private DeliveryBends() {}

    static List<Bend> all() {
        return List.of(
                Bend.environ("ENV-8", "the mount stays in PATH_INFO", DeliveryBends::keepMount),
                header("HDR-1", "digits and hyphens are lost", "HTTP_FOO_BAR", value -> ""),
                header("HDR-1", "values are cut", "HTTP_X_LONG", value -> value.substring(0, 99)),
                header(
                        "HDR-3",
                        "lines are joined with a comma alone",
                        "HTTP_X_A",
                        value -> value.replace(", ", ",")),
                header(
                        "HDR-5",
                        "white space inside a value is one space",
                        "HTTP_X_A",
                        value -> value.replaceAll("[ \\t]+", " ")),
                input("IN-3", "codings that are known are undone", 0x1f, 'x'),
                input("IN-5", "a control character ends what is text", 0x1a, '?'),
                Bend.environ("IN-5", "bodies end after 64 KiB", DeliveryBends::endEarly),
                BentStart.bend(
                        "RESP-1",
                        "a phrase that is empty is refused",
                        (to, status, headers, error) -> {
                            if (status != null && status.matches("\\d{3} ")) {
                                throw new IllegalArgumentException("RESP-1: no phrase");
                            }
                            to.start(status, headers, error);
                        }),
                Bend.body("RESP-10", "a head in a body is taken out", DeliveryBends::withoutHead),
                arrays("RESP-10", "octets are text", Text::new),
                arrays("BODY-5", "arrays beyond 512 KiB are cut", Cut::new),
                Bend.body("LEN-3", "streams are gathered for their length", DeliveryBends::gather),
                arrays("BODY-3", "a body of empty arrays is none", NothingAtAll::new),
                Bend.body(
                        "BODY-11",
                        "files end where they end",
                        body -> body instanceof FileBody file ? new Shortened(file) : body),
                Bend.body("CLOSE-1", "a Collection is not closed", DeliveryBends::unclosed),
                Bend.response("SR-3", "an upgrade stays", (environ, right) -> new Stays(right)),
                Bend.response(
                        "SR-8",
                        "trailers after the end are refused quietly",
                        (environ, right) ->
                                new ForwardingStartResponse(right) {
                                    @Override
                                    public boolean trailers(Supplier<List<Header>> supplier) {
                                        try {
                                            return super.trailers(supplier);
                                        } catch (IllegalStateException e) {
                                            return false;
                                        }
                                    }
                                }),
                Bend.response(
                        "SR-8",
                        "other threads may not start",
                        (environ, right) -> {
                            Thread own = Thread.currentThread();
                            return BentStart.of(
                                    right,
                                    (to, status, headers, error) -> {
                                        if (!own.equals(Thread.currentThread())) {
                                            throw new IllegalStateException("another thread");
                                        }
                                        to.start(status, headers, error);
                                    });
                        }),
                Bend.environ(
                        "EXT-9", "a callback that fails is the last", DeliveryBends::untilFailure),
                Bend.environ(
                        "EXT-9",
                        "where there is no body octets are unknown",
                        environ ->
                                ExtensionBends.finishing(
                                        environ,
                                        finish ->
                                                new Finish(
                                                        finish.status(),
                                                        finish.octets() == 0 ? -1 : finish.octets(),
                                                        finish.failure()))),
                new Bend(
                        "SRV-3",
                        "a stop waits for ever",
                        right -> new RightServer(RightServer.LIMITS, Duration.ofHours(1))));
    }

    private static void keepMount(Map<String, Object> environ) {
        environ.computeIfPresent(
                Environ.PATH_INFO, (k, path) -> environ.get(Environ.SCRIPT_NAME) + path.toString());
    }

    private static Bend header(
            String clause, String fault, String key, UnaryOperator<String> change) {
        return Bend.environ(
                clause,
                fault,
                environ -> environ.computeIfPresent(key, (k, v) -> change.apply(v.toString())));
    }

    /** One octet is another for the application. */
    private static Bend input(String clause, String fault, int octet, char other) {
        return Bend.environ(
                clause,
                fault,
                environ ->
                        environ.put(
                                Environ.INPUT,
                                new BentInput(Environ.input(environ)) {
                                    @Override
                                    public int read(byte[] into, int offset, int length)
                                            throws IOException {
                                        int count = super.read(into, offset, length);
                                        for (int i = offset; i < offset + count; i++) {
                                            if (into[i] == octet) {
                                                into[i] = (byte) other;
                                            }
                                        }
                                        return count;
                                    }
                                }));
    }

    private static void endEarly(Map<String, Object> environ) {
        environ.put(
                Environ.INPUT,
                new BentInput(Environ.input(environ)) {
                    private int left = BLOCK;

                    @Override
                    public int read(byte[] into, int offset, int length) throws IOException {
                        if (left == 0) {
                            return -1;
                        }
                        int count = super.read(into, offset, Math.min(left, length));
                        left -= Math.max(0, count);
                        return count;
                    }
                });
    }

    @SuppressWarnings("NullAway") // Some applications return null.
    private static Iterable<byte[]> withoutHead(Iterable<byte[]> body) {
        if (body instanceof List<byte[]> list
                && !list.isEmpty()
                && list.get(0) != null
                && new String(list.get(0), java.nio.charset.StandardCharsets.ISO_8859_1)
                        .startsWith("HTTP/")) {
            return list.subList(1, list.size());
        }
        return body;
    }

    private static final class Text extends BentArrays {
        Text(Iterator<byte[]> inner) {
            super(inner);
        }

        @Override
        public byte[] next() {
            byte[] array = super.next();
            if (array == null || array.length != 256) {
                return array;
            }
            byte[] text = array.clone();
            text[0x1a] = '?';
            return text;
        }
    }

    private static final class Cut extends BentArrays {
        private static final int MOST = 8 * BLOCK;

        Cut(Iterator<byte[]> inner) {
            super(inner);
        }

        @Override
        public byte[] next() {
            byte[] array = super.next();
            return array == null || array.length <= MOST ? array : Arrays.copyOf(array, MOST);
        }
    }

    /** Those that nobody watches; a failure is theirs. */
    private static Iterable<byte[]> gather(Iterable<byte[]> body) {
        if (!BentBody.isStreaming(body) || body instanceof AutoCloseable) {
            return body;
        }
        List<byte[]> all = new ArrayList<>();
        body.forEach(all::add);
        return all;
    }

    private static final class NothingAtAll extends BentArrays {
        private boolean some;
        private boolean octets;

        NothingAtAll(Iterator<byte[]> inner) {
            super(inner);
        }

        @Override
        public boolean hasNext() {
            boolean more = super.hasNext();
            if (!more && some && !octets) {
                throw new IllegalStateException("there is no body");
            }
            return more;
        }

        @Override
        public byte[] next() {
            byte[] array = super.next();
            some = true;
            octets = octets || array == null || array.length > 0;
            return array;
        }
    }

    private record Shortened(FileBody inner) implements FileBody {
        @Override
        public FileChannel channel() {
            return inner.channel();
        }

        @Override
        public long position() {
            return inner.position();
        }

        @Override
        public long count() {
            try {
                return Math.min(inner.count(), Math.max(0, channel().size() - position()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Iterator<byte[]> iterator() {
            return inner.iterator();
        }

        @Override
        public void close() throws IOException {
            inner.close();
        }
    }

    @SuppressWarnings("NullAway") // Some applications return null.
    private static Iterable<byte[]> unclosed(Iterable<byte[]> body) {
        return body instanceof Collection<byte[]> some && body instanceof AutoCloseable
                ? new Unclosed(some)
                : body;
    }

    private static final class Unclosed extends AbstractCollection<byte[]> {
        private final Collection<byte[]> inner;

        Unclosed(Collection<byte[]> inner) {
            this.inner = inner;
        }

        @Override
        public Iterator<byte[]> iterator() {
            return inner.iterator();
        }

        @Override
        public int size() {
            return inner.size();
        }
    }

    private static final class Stays extends ForwardingStartResponse {
        private boolean upgraded;

        Stays(StartResponse right) {
            super(right);
        }

        @Override
        public boolean upgrade(String protocol, List<Header> headers, UpgradeHandler handler) {
            upgraded = super.upgrade(protocol, headers, handler);
            return upgraded;
        }

        @Override
        public void start(String status, List<Header> headers, @Nullable Throwable error) {
            if (upgraded && error != null) {
                throw new IllegalStateException("it is another protocol now");
            }
            super.start(status, headers, error);
        }
    }

    /** All are one for the server, so that it goes on after none of them. */
    private static void untilFailure(Map<String, Object> environ) {
        Consumer<Consumer<Finish>> right = ExtensionBends.onFinish(environ);
        List<Consumer<Finish>> callbacks = new ArrayList<>();
        Object lock = new Object();
        environ.put(
                Environ.ON_FINISH,
                (Consumer<Consumer<Finish>>)
                        callback -> {
                            synchronized (lock) {
                                if (callbacks.isEmpty()) {
                                    right.accept(
                                            finish -> {
                                                for (int i = callbacks.size() - 1; i >= 0; i--) {
                                                    callbacks.get(i).accept(finish);
                                                }
                                            });
                                }
                                callbacks.add(callback);
                            }
                        });
    }
}
