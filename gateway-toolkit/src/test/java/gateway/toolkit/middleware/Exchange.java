package gateway.toolkit.middleware;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Finish;
import gateway.api.Header;
import gateway.api.Middleware;
import gateway.api.ResponseCommittedException;
import gateway.api.StartResponse;
import gateway.api.UpgradeHandler;
import gateway.toolkit.exchange.PlainEnviron;
import gateway.toolkit.validator.Finding;
import gateway.toolkit.validator.Severity;
import gateway.toolkit.validator.ValidatorMiddleware;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One request through a middleware, with a validator on each side, and what came of it. */
@SuppressWarnings("exports") // Of the annotation for null, whose module only the compiler needs.
public final class Exchange {
    public final Map<String, Object> environ;
    public final List<Finding> findings = new CopyOnWriteArrayList<>();

    /** {@code write N}, {@code flush}, {@code hints}, {@code close}, {@code upgrade NAME}. */
    public final List<String> steps = new CopyOnWriteArrayList<>();

    public final List<Header> trailers = new ArrayList<>();
    public @Nullable Throwable failure;
    public @Nullable Throwable error;

    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final Deque<Consumer<Finish>> callbacks = new ArrayDeque<>();
    private @Nullable String status;
    private List<Header> headers = List.of();
    private @Nullable Supplier<List<Header>> trailerSupplier;
    private @Nullable UpgradeHandler upgraded;
    private boolean committed;
    private boolean over;

    private Exchange(String method, String target) {
        environ = PlainEnviron.of(method, target, new StringWriter(), callbacks::push);
        environ.put("HTTP_HOST", "example.com");
        environ.remove(Environ.RAW_HEADERS); // It would have to follow each header.
    }

    public static Exchange get(String target) {
        return new Exchange("GET", target);
    }

    public static Exchange of(String method, String target) {
        return new Exchange(method, target);
    }

    public Exchange header(String name, String value) {
        String key = name.toUpperCase(Locale.ROOT).replace('-', '_');
        environ.put(key.equals("CONTENT_TYPE") ? key : "HTTP_" + key, value);
        return this;
    }

    public Exchange put(String key, Object value) {
        environ.put(key, value);
        return this;
    }

    public Exchange without(String key) {
        environ.remove(key);
        return this;
    }

    public Exchange content(String body) {
        environ.put(Environ.CONTENT_LENGTH, String.valueOf(body.length()));
        environ.put(Environ.INPUT, new ByteArrayInputStream(body.getBytes(ISO_8859_1)));
        environ.put(Environ.INPUT_LENGTH, (long) body.length());
        return this;
    }

    public Exchange chunked(InputStream body) {
        environ.put(Environ.INPUT, body);
        environ.put(Environ.INPUT_LENGTH, -1L);
        return this;
    }

    /** Serves the request; fails if the middleware, or an application that is right, is accused. */
    public Exchange through(Middleware middleware, Application application) {
        throughUnjudged(middleware, application);
        List<Finding> errors =
                findings.stream().filter(finding -> finding.severity() == Severity.ERROR).toList();
        if (!errors.isEmpty()) {
            throw new AssertionError(errors.toString(), failure);
        }
        return this;
    }

    /** The same, and what is found stays in {@link #findings}. */
    public Exchange throughUnjudged(Middleware middleware, Application application) {
        ValidatorMiddleware outer = ValidatorMiddleware.named("outer").reportingTo(findings::add);
        ValidatorMiddleware inner = ValidatorMiddleware.named("inner").reportingTo(findings::add);
        serve(outer.andThen(middleware).andThen(inner).applyTo(application));
        return this;
    }

    private void serve(Application application) {
        Iterable<byte[]> body = null;
        try {
            body = application.call(environ, new Start());
            if (upgraded == null) {
                send(body);
            }
        } catch (Throwable thrown) {
            failure = thrown;
        }
        try {
            if (body instanceof AutoCloseable closeable) {
                steps.add("close");
                closeable.close();
            }
        } catch (Throwable thrown) {
            failure = failure == null ? thrown : failure;
        }
        over = true;
        try {
            if (upgraded != null) {
                upgraded.handle(InputStream.nullInputStream(), OutputStream.nullOutputStream());
            }
        } catch (Exception thrown) {
            failure = thrown;
        }
        Finish finish = new Finish(upgraded == null ? code() : 101, received.size(), failure);
        while (!callbacks.isEmpty()) {
            callbacks.pop().accept(finish);
        }
    }

    private void send(Iterable<byte[]> body) {
        if (Environ.method(environ).equals("HEAD") || List.of(204, 205, 304).contains(code())) {
            if (body instanceof Collection<?> collection) {
                collection.forEach(array -> {});
            }
            return;
        }
        for (Iterator<byte[]> arrays = body.iterator(); arrays.hasNext(); ) {
            byte[] array = arrays.next();
            if (array.length > 0) {
                committed = true;
                steps.add("write " + array.length);
                received.writeBytes(array);
            }
        }
        if (trailerSupplier != null) {
            trailers.addAll(trailerSupplier.get());
        }
    }

    public int code() {
        return status == null ? 0 : Integer.parseInt(status.substring(0, 3));
    }

    public String status() {
        return String.valueOf(status);
    }

    public List<Header> headers() {
        return headers;
    }

    /** All lines with this name, joined; empty if there is none. */
    public Optional<String> header(String name) {
        List<String> values =
                headers.stream()
                        .filter(header -> header.name().equalsIgnoreCase(name))
                        .map(Header::value)
                        .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
    }

    public byte[] octets() {
        return received.toByteArray();
    }

    public String body() {
        return received.toString(UTF_8);
    }

    private final class Start implements StartResponse {
        @Override
        public void start(String newStatus, List<Header> newHeaders, @Nullable Throwable cause) {
            checkOpen();
            if (cause == null && status != null) {
                throw new IllegalStateException("SR-2");
            }
            if (cause != null && committed) {
                throw new ResponseCommittedException(cause);
            }
            error = cause;
            trailerSupplier = null;
            status = newStatus;
            headers = List.copyOf(newHeaders);
        }

        @Override
        public boolean earlyHints(List<Header> hints) {
            checkOpen();
            steps.add("hints " + hints);
            return true;
        }

        @Override
        public boolean flush() {
            checkOpen();
            if (status == null) {
                throw new IllegalStateException("EXT-6");
            }
            committed = true;
            steps.add("flush");
            return true;
        }

        @Override
        public boolean trailers(Supplier<List<Header>> supplier) {
            checkOpen();
            if (!"trailers".equals(environ.get("HTTP_TE"))
                    || header("Content-Length").isPresent()) {
                return false;
            }
            trailerSupplier = supplier;
            return true;
        }

        @Override
        public boolean upgrade(String protocol, List<Header> more, UpgradeHandler handler) {
            checkOpen();
            if (!protocol.equals(environ.get("HTTP_UPGRADE"))) {
                return false;
            }
            steps.add("upgrade " + protocol);
            upgraded = handler;
            return true;
        }

        private void checkOpen() {
            if (over) {
                throw new IllegalStateException("SR-8");
            }
        }
    }
}
