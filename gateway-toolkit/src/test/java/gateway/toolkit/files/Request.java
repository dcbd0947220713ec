package gateway.toolkit.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;
import gateway.api.Middleware;
import gateway.api.StartResponse;
import gateway.toolkit.exchange.PlainEnviron;
import gateway.toolkit.http.PercentCoding;
import gateway.toolkit.validator.ThrowingSink;
import gateway.toolkit.validator.ValidatorMiddleware;

import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** One request, made as a server makes it, with a validator on both sides of what answers. */
final class Request {
    /** What was sent. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares answers.
    record Answer(String status, List<Header> headers, byte[] octets, Iterable<byte[]> body) {
        int code() {
            return Integer.parseInt(status.substring(0, 3));
        }

        Optional<String> header(String name) {
            List<String> values =
                    headers.stream()
                            .filter(each -> each.name().equalsIgnoreCase(name))
                            .map(Header::value)
                            .toList();
            return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
        }

        String text() {
            return new String(octets, UTF_8);
        }

        boolean isInner() {
            return header("X-Inner").isPresent();
        }
    }

    private final Map<String, Object> environ;

    private Request(String method, String target) {
        environ = PlainEnviron.of(method, target, new StringWriter(), callback -> {});
    }

    static Request get(String target, String... fields) {
        return of("GET", target, fields);
    }

    /** Fields are lines: {@code Range: bytes=0-}. */
    static Request of(String method, String target, String... fields) {
        Request request = new Request(method, target);
        List<Header> raw = new ArrayList<>();
        raw.add(new Header("Host", "localhost:8080"));
        for (String field : fields) {
            String[] parts = field.split(": ", 2);
            request.environ.put(
                    "HTTP_" + parts[0].toUpperCase(Locale.ROOT).replace('-', '_'), parts[1]);
            raw.add(new Header(parts[0], parts[1]));
        }
        request.environ.put(Environ.RAW_HEADERS, List.copyOf(raw));
        return request;
    }

    Map<String, Object> environ() {
        return environ;
    }

    /** The first names of the path are the mount. */
    Request mountedAt(String prefix) {
        String path = String.valueOf(environ.get(Environ.RAW_PATH_INFO));
        environ.put(Environ.SCRIPT_NAME, PercentCoding.decode(prefix));
        environ.put(Environ.RAW_SCRIPT_NAME, prefix);
        environ.put(Environ.PATH_INFO, PercentCoding.decode(path.substring(prefix.length())));
        environ.put(Environ.RAW_PATH_INFO, path.substring(prefix.length()));
        return this;
    }

    /** Through a middleware; the application inside says so in a header. */
    Answer through(Middleware middleware) throws Exception {
        ThrowingSink sink = new ThrowingSink();
        AtomicInteger opened = new AtomicInteger();
        AtomicInteger closed = new AtomicInteger();
        Application inner =
                (environ, startResponse) -> {
                    startResponse.start("200 OK", List.of(new Header("X-Inner", "yes")));
                    opened.incrementAndGet();
                    return new Closeable(List.of("inner".getBytes(ISO_8859_1)), closed);
                };
        Answer answer =
                send(
                        ValidatorMiddleware.named("outer")
                                .reportingTo(sink)
                                .andThen(middleware)
                                .andThen(ValidatorMiddleware.named("inner").reportingTo(sink))
                                .applyTo(inner));
        sink.verify();
        assertEquals(opened.get(), closed.get(), "bodies closed");
        return answer;
    }

    /** To an application. */
    Answer to(Application application) throws Exception {
        ThrowingSink sink = new ThrowingSink();
        Answer answer =
                send(ValidatorMiddleware.named("outer").reportingTo(sink).wrap(application));
        sink.verify();
        return answer;
    }

    private Answer send(Application application) throws Exception {
        List<String> status = new ArrayList<>();
        List<Header> headers = new ArrayList<>();
        StartResponse startResponse =
                (line, fields, error) -> {
                    status.add(line);
                    headers.addAll(fields);
                };
        Iterable<byte[]> body = application.call(environ, startResponse);
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try {
            int code = Integer.parseInt(status.get(0).substring(0, 3));
            boolean head = "HEAD".equals(environ.get(Environ.REQUEST_METHOD));
            if (!head && code != 204 && code != 304) {
                body.forEach(octets::writeBytes);
            }
        } finally {
            if (body instanceof AutoCloseable closeable) {
                closeable.close();
            }
        }
        return new Answer(status.get(0), headers, octets.toByteArray(), body);
    }

    private record Closeable(Collection<byte[]> arrays, AtomicInteger closed)
            implements Iterable<byte[]>, AutoCloseable {
        @Override
        public Iterator<byte[]> iterator() {
            return arrays.iterator();
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }
}
