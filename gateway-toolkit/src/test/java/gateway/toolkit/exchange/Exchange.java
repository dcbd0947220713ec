package gateway.toolkit.exchange;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.FileBody;
import gateway.api.Finish;
import gateway.api.Header;
import gateway.toolkit.validator.ThrowingSink;
import gateway.toolkit.validator.ValidatorMiddleware;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** One request: its environ, and what a server makes of the answer, with the validator between. */
public final class Exchange {
    /**
     * What was answered.
     *
     * @param status the status line
     * @param headers of the application
     * @param body octets; none for HEAD
     * @param kind {@code file}, {@code collection} or {@code iterable}
     */
    @SuppressWarnings("ArrayRecordComponent") // Replies are not compared.
    public record Reply(String status, List<Header> headers, byte[] body, String kind) {
        public int code() {
            return Integer.parseInt(status.substring(0, 3));
        }

        public Optional<String> header(String name) {
            return headers.stream()
                    .filter(each -> each.name().equalsIgnoreCase(name))
                    .map(Header::value)
                    .findFirst();
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private final Map<String, Object> environ;
    private final Deque<Consumer<Finish>> callbacks = new ArrayDeque<>();

    private Exchange(String method, String target) {
        environ = PlainEnviron.of(method, target, new StringWriter(), callbacks::push);
        environ.remove(Environ.RAW_HEADERS); // It would have to follow each header.
    }

    public static Exchange of(String method, String target) {
        return new Exchange(method, target);
    }

    public static Exchange get(String target) {
        return of("GET", target);
    }

    public static Exchange post(String contentType, byte[] body) {
        return of("POST", "/form")
                .put(Environ.CONTENT_TYPE, contentType)
                .put(Environ.CONTENT_LENGTH, Integer.toString(body.length))
                .put(Environ.INPUT, new ByteArrayInputStream(body))
                .put(Environ.INPUT_LENGTH, (long) body.length);
    }

    public static Exchange post(String contentType, String body) {
        return post(contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    public Exchange header(String name, String value) {
        String key = name.toUpperCase(Locale.ROOT).replace('-', '_');
        return put(key.equals("CONTENT_TYPE") ? key : "HTTP_" + key, value);
    }

    public Exchange put(String key, Object value) {
        environ.put(key, value);
        return this;
    }

    public Exchange without(String key) {
        environ.remove(key);
        return this;
    }

    public Map<String, Object> environ() {
        return environ;
    }

    /** Runs what was registered for the end of the request. */
    public void finish() {
        while (!callbacks.isEmpty()) {
            callbacks.pop().accept(new Finish(200, 0, null));
        }
    }

    /** Serves the request, and fails if a clause of the contract was broken. */
    public Reply call(Application application) throws Exception {
        ThrowingSink sink = new ThrowingSink();
        Application checked =
                ValidatorMiddleware.named("exchange").reportingTo(sink).wrap(application);
        AtomicReference<String> status = new AtomicReference<>("");
        List<Header> headers = new ArrayList<>();
        Iterable<byte[]> body =
                checked.call(
                        environ,
                        (line, fields, error) -> {
                            status.set(line);
                            headers.clear();
                            headers.addAll(fields);
                        });
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        try {
            int code = Integer.parseInt(status.get().substring(0, 3));
            boolean bodiless =
                    Environ.method(environ).equals("HEAD")
                            || code == 204
                            || code == 205
                            || code == 304;
            if (!bodiless) {
                body.forEach(sent::writeBytes);
            }
        } finally {
            if (body instanceof AutoCloseable resource) {
                resource.close();
            }
            finish();
        }
        sink.verify();
        String kind =
                body instanceof FileBody
                        ? "file"
                        : body instanceof Collection ? "collection" : "iterable";
        return new Reply(status.get(), List.copyOf(headers), sent.toByteArray(), kind);
    }
}
