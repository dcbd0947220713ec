package gateway.toolkit.validator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Finish;
import gateway.api.Header;
import gateway.api.ResponseCommittedException;
import gateway.api.StartResponse;
import gateway.api.UpgradeHandler;
import gateway.toolkit.exchange.PlainEnviron;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A server of one request without a network, faithful to the contract. Tests bend it: they change
 * the environ before the call, or override a step.
 */
class FakeServer {
    final Map<String, Object> environ;
    final StringWriter log = new StringWriter();

    /** What was sent, array by array. */
    final List<byte[]> sent = new ArrayList<>();

    final List<String> steps = new ArrayList<>();
    final List<Header> trailers = new ArrayList<>();
    final Deque<Consumer<Finish>> callbacks = new ArrayDeque<>();

    @Nullable String status;
    List<Header> headers = List.of();
    @Nullable Throwable failure;
    boolean committed;
    boolean over;

    private final String method;
    private @Nullable Supplier<List<Header>> trailerSupplier;
    private @Nullable UpgradeHandler upgraded;
    private long octets;

    FakeServer(String method, String target) {
        this.method = method;
        environ = PlainEnviron.of(method, target, log, callbacks::push);
        input(InputStream.nullInputStream(), 0);
    }

    static FakeServer get() {
        return new FakeServer("GET", "/a");
    }

    static FakeServer post(String body) {
        FakeServer server = new FakeServer("POST", "/a");
        server.input(new ByteArrayInputStream(body.getBytes(ISO_8859_1)), body.length());
        server.environ.put(Environ.CONTENT_LENGTH, String.valueOf(body.length()));
        return server;
    }

    final FakeServer input(InputStream input, long length) {
        environ.put(
                Environ.INPUT,
                new InputStream() {
                    @Override
                    public int read() throws java.io.IOException {
                        checkOpen();
                        return input.read();
                    }

                    @Override
                    public int read(byte[] octets, int offset, int count)
                            throws java.io.IOException {
                        checkOpen();
                        return input.read(octets, offset, count);
                    }

                    @Override
                    public int available() throws java.io.IOException {
                        checkOpen();
                        return input.available();
                    }

                    private void checkOpen() throws java.io.IOException {
                        if (over) {
                            throw new java.io.IOException("the request is over");
                        }
                    }
                });
        environ.put(Environ.INPUT_LENGTH, length);
        return this;
    }

    final FakeServer put(String key, Object value) {
        environ.put(key, value);
        return this;
    }

    final FakeServer without(String key) {
        environ.remove(key);
        return this;
    }

    /** Serves the request; what the application throws is in {@link #failure}. */
    FakeServer serve(Application application) {
        Iterable<byte[]> body = null;
        try {
            body = application.call(environ, startResponse());
            if (body != null && status != null) {
                send(body);
            }
        } catch (Throwable thrown) {
            failure = thrown;
        }
        try {
            close(body);
        } catch (Throwable thrown) {
            failure = failure == null ? thrown : failure;
        }
        over = true;
        try {
            upgrade();
        } catch (Throwable thrown) {
            failure = failure == null ? thrown : failure;
        }
        finish();
        return this;
    }

    StartResponse startResponse() {
        return new FakeStartResponse();
    }

    void send(Iterable<byte[]> body) throws Exception {
        boolean bodiless = method.equals("HEAD") || status().matches("(?:204|205|304).*");
        if (bodiless) {
            if (body instanceof Collection<?>) {
                body.forEach(array -> steps.add("measure " + array.length));
            }
            return;
        }
        // Content-Length it leaves to the client: the body is iterated to its end.
        for (Iterator<byte[]> arrays = body.iterator(); arrays.hasNext(); ) {
            byte[] array = arrays.next();
            octets += array.length;
            if (array.length > 0) {
                committed = true;
                write(array);
            }
        }
        sendTrailers();
    }

    void write(byte[] array) {
        steps.add("write " + array.length);
        sent.add(array);
    }

    void sendTrailers() {
        if (trailerSupplier != null) {
            trailers.addAll(trailerSupplier.get());
        }
    }

    void close(@Nullable Iterable<byte[]> body) throws Exception {
        if (body instanceof AutoCloseable closeable) {
            steps.add("close");
            closeable.close();
        }
    }

    void upgrade() throws Exception {
        if (upgraded != null) {
            upgraded.handle(InputStream.nullInputStream(), OutputStream.nullOutputStream());
        }
    }

    void finish() {
        Finish finish = finishRecord();
        while (!callbacks.isEmpty()) {
            callbacks.pop().accept(finish);
        }
    }

    Finish finishRecord() {
        int code = status == null ? 0 : Integer.parseInt(status().substring(0, 3));
        return new Finish(upgraded == null ? code : 101, octets, failure);
    }

    String body() {
        StringBuilder text = new StringBuilder();
        sent.forEach(array -> text.append(new String(array, ISO_8859_1)));
        return text.toString();
    }

    private String status() {
        return status == null ? "" : status;
    }

    /** Throws where the contract says so, and grants what it can. */
    class FakeStartResponse implements StartResponse {
        @Override
        public void start(String status, List<Header> headers, @Nullable Throwable error) {
            checkOpen();
            if (!StartArguments.faults(status, headers).isEmpty()) {
                throw new IllegalArgumentException("malformed");
            }
            if (error == null && FakeServer.this.status != null) {
                throw new IllegalStateException("a second start");
            }
            if (error != null && committed) {
                throw new ResponseCommittedException(error);
            }
            trailerSupplier = null;
            upgraded = null;
            FakeServer.this.status = status;
            FakeServer.this.headers = List.copyOf(headers);
        }

        @Override
        public boolean earlyHints(List<Header> headers) {
            checkOpen();
            if (!StartArguments.interimFaults(headers, Clause.EXT_3).isEmpty()) {
                throw new IllegalArgumentException("malformed");
            }
            steps.add("hints");
            return !committed && !"HTTP/1.0".equals(environ.get(Environ.SERVER_PROTOCOL));
        }

        @Override
        public boolean flush() {
            checkOpen();
            if (status == null) {
                throw new IllegalStateException("flush before start");
            }
            steps.add("flush");
            committed = true;
            return true;
        }

        @Override
        public boolean trailers(Supplier<List<Header>> supplier) {
            checkOpen();
            if (!"trailers".equals(environ.get("HTTP_TE"))) {
                return false;
            }
            trailerSupplier = supplier;
            return true;
        }

        @Override
        public boolean upgrade(String protocol, List<Header> headers, UpgradeHandler handler) {
            checkOpen();
            if (status != null) {
                throw new IllegalStateException("upgrade after start");
            }
            if (!StartArguments.interimFaults(headers, Clause.EXT_7).isEmpty()) {
                throw new IllegalArgumentException("malformed");
            }
            if (!protocol.equals(environ.get("HTTP_UPGRADE"))) {
                return false;
            }
            upgraded = handler;
            return true;
        }

        private void checkOpen() {
            if (over) {
                throw new IllegalStateException("the request is over");
            }
        }
    }
}
