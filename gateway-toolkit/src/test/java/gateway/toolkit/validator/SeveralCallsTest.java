package gateway.toolkit.validator;

import static gateway.toolkit.validator.Watched.TEXT;
import static gateway.toolkit.validator.Watched.answering;
import static gateway.toolkit.validator.Watched.ofMiddleware;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gateway.api.Environ;
import gateway.api.Middleware;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.InputStream;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** A middleware that calls its application not at all, or twice. */
@Tag("MW-9")
class SeveralCallsTest {
    private final Watched watched = new Watched();

    /** A body to be closed. */
    private static final class Open implements Iterable<byte[]>, AutoCloseable {
        @Override
        public Iterator<byte[]> iterator() {
            return List.of(Watched.octets("a")).iterator();
        }

        @Override
        public void close() {}
    }

    /** Looks what a HEAD for the same path would give before it passes the call on. */
    private static Middleware twice(boolean closing) {
        return inner ->
                (environ, startResponse) -> {
                    Map<String, Object> other = new HashMap<>(environ);
                    other.put(Environ.INPUT, InputStream.nullInputStream());
                    Iterable<byte[]> first = inner.call(other, (status, headers, error) -> {});
                    if (closing && first instanceof AutoCloseable closeable) {
                        closeable.close();
                    }
                    return inner.call(environ, startResponse);
                };
    }

    private String serve(Middleware middleware, Iterable<byte[]> body) {
        return FakeServer.get().serve(watched.two(middleware, answering(body))).body();
    }

    @Test
    void acceptsOneThatDoesNotCall() {
        Middleware closed =
                inner ->
                        (environ, startResponse) -> {
                            startResponse.start("503 Closed", TEXT);
                            return List.of();
                        };
        assertEquals("", serve(closed, List.of()));
        watched.assertFindings();
    }

    @Test
    void acceptsOneThatCallsTwice() {
        assertEquals("a", serve(twice(true), new Open()));
        watched.assertFindings();
    }

    @Test
    void namesOneThatForgetsABody() {
        assertEquals("a", serve(twice(false), new Open()));
        watched.assertFindings(
                ofMiddleware("CLOSE-5", "the body was not closed: a " + Open.class.getName()));
    }
}
