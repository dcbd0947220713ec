package gateway.toolkit.validator;

import static gateway.toolkit.validator.Watched.TEXT;
import static gateway.toolkit.validator.Watched.answering;
import static gateway.toolkit.validator.Watched.lazily;
import static gateway.toolkit.validator.Watched.octets;
import static gateway.toolkit.validator.Watched.ofMiddleware;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;
import gateway.api.Middleware;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.FutureTask;

/**
 * A middleware that changes what it must not, between two validators: MW-4 to MW-6, CLOSE-5,
 * BODY-4, THR-1.
 */
@Tag("VAL-2")
class GuiltyMiddlewareTest {
    private final Watched watched = new Watched();

    private FakeServer serve(Middleware middleware, Application application) {
        return FakeServer.get().serve(watched.two(middleware, application));
    }

    @Test
    void namesAMiddlewareThatForgetsContentLength() {
        serve(
                inner ->
                        (environ, startResponse) -> {
                            Iterable<byte[]> body = inner.call(environ, startResponse);
                            return () -> new Doubled(body.iterator());
                        },
                (environ, startResponse) -> {
                    startResponse.start(
                            "200 OK", List.of(TEXT.get(0), new Header("Content-Length", "1")));
                    return lazily("a");
                });
        watched.findings.removeIf(finding -> finding.party() instanceof Party.Server);
        watched.assertFindings(
                ofMiddleware(
                        "MW-4", "the body is longer than Content-Length: array 1: 2 of 1 octets"));
    }

    private record Doubled(Iterator<byte[]> arrays) implements Iterator<byte[]> {
        @Override
        public boolean hasNext() {
            return arrays.hasNext();
        }

        @Override
        public byte[] next() {
            byte[] array = arrays.next();
            return octets(new String(array, java.nio.charset.StandardCharsets.UTF_8).repeat(2));
        }
    }

    private static Middleware putting(String key, Object value) {
        return inner ->
                (environ, startResponse) -> {
                    environ.put(key, value);
                    return inner.call(environ, startResponse);
                };
    }

    @Test
    void namesAMiddlewareThatMovesHalfOfTheMountPoint() {
        serve(putting(Environ.PATH_INFO, "/b"), answering("a"));
        watched.assertFindings(
                ofMiddleware(
                        "MW-5",
                        "gateway.raw_path_info does not decode to PATH_INFO: \"/a\" and \"/b\""));
    }

    @Test
    void namesAMiddlewareThatLosesPartOfThePath() {
        serve(
                putting(Environ.PATH_INFO, "/b").andThen(putting(Environ.RAW_PATH_INFO, "/b")),
                answering("a"));
        watched.assertFindings(
                ofMiddleware(
                        "MW-5",
                        "gateway.raw_script_name and gateway.raw_path_info do not make the path of"
                                + " REQUEST_URI: \"/b\""));
    }

    @Test
    void acceptsAMiddlewareThatMovesTheMountPoint() {
        serve(
                putting(Environ.PATH_INFO, "")
                        .andThen(putting(Environ.RAW_PATH_INFO, ""))
                        .andThen(putting(Environ.SCRIPT_NAME, "/a"))
                        .andThen(putting(Environ.RAW_SCRIPT_NAME, "/a"))
                        .andThen(putting(Environ.QUERY_STRING, "changed=1")),
                answering("a"));
        watched.assertFindings();
    }

    @Test
    void namesAMiddlewareThatPutsAWrongKey() {
        serve(putting("user", "x"), answering("a"));
        watched.assertFindings(
                ofMiddleware(
                        "ENV-3",
                        "the key \"user\" has no dot, and is neither ours nor CGI's: \"x\""));
    }

    @Test
    void namesAMiddlewareThatReplacesTheInputAndNotItsLength() {
        Application reading =
                (environ, startResponse) -> {
                    Environ.input(environ).readAllBytes();
                    startResponse.start("200 OK", TEXT);
                    return List.of();
                };
        FakeServer.post("hello")
                .serve(
                        watched.two(
                                putting(
                                        Environ.INPUT,
                                        new ByteArrayInputStream(octets("hello, world"))),
                                reading));
        FakeServer.post("hello")
                .serve(watched.two(putting(Environ.INPUT_LENGTH, 7L), answering("a")));
        watched.assertFindings(
                ofMiddleware(
                        "MW-6",
                        "gateway.input delivers more than gateway.input_length: 12 of 5 octets"),
                ofMiddleware(
                        "MW-6", "CONTENT_LENGTH and gateway.input_length differ: \"5\" and 7"));
    }

    private static final class Counting implements Iterable<byte[]>, AutoCloseable {
        @Override
        public Iterator<byte[]> iterator() {
            return List.of(octets("a")).iterator();
        }

        @Override
        public void close() {}
    }

    private static final String NOT_CLOSED =
            "the body was not closed: a " + Counting.class.getName();

    @Test
    void namesAMiddlewareThatDoesNotClose() {
        // Where a closeable body takes the place of the inner one, and where a plain one does.
        serve(
                inner ->
                        (environ, startResponse) -> {
                            inner.call(environ, startResponse);
                            return new Counting();
                        },
                answering(new Counting()));
        serve(
                inner ->
                        (environ, startResponse) -> {
                            Iterable<byte[]> body = inner.call(environ, startResponse);
                            return () -> body.iterator(); // Not closeable any more.
                        },
                answering(new Counting()));
        watched.assertFindings(
                ofMiddleware("CLOSE-5", NOT_CLOSED), ofMiddleware("CLOSE-5", NOT_CLOSED));
    }

    @Test
    void namesAMiddlewareThatThrowsAndDoesNotClose() {
        serve(
                inner ->
                        (environ, startResponse) -> {
                            inner.call(environ, startResponse);
                            throw new IllegalStateException("x");
                        },
                answering(new Counting()));
        watched.assertFindings(ofMiddleware("CLOSE-5", NOT_CLOSED));
    }

    @Test
    void namesAMiddlewareThatClosesTwice() {
        serve(
                inner ->
                        (environ, startResponse) -> {
                            Counting outer = new Counting();
                            AutoCloseable body = (AutoCloseable) inner.call(environ, startResponse);
                            body.close();
                            body.close();
                            return outer;
                        },
                answering(new Counting()));
        watched.assertFindings(ofMiddleware("CLOSE-5", "the body is closed twice"));
    }

    @Test
    void namesAMiddlewareThatModifiesAnArray() {
        serve(
                inner ->
                        (environ, startResponse) -> {
                            Iterable<byte[]> body = inner.call(environ, startResponse);
                            return () -> {
                                Iterator<byte[]> arrays = body.iterator();
                                return new Iterator<>() {
                                    @Override
                                    public boolean hasNext() {
                                        return arrays.hasNext();
                                    }

                                    @Override
                                    public byte[] next() {
                                        byte[] array = arrays.next();
                                        array[0] ^= 1;
                                        return array;
                                    }
                                };
                            };
                        },
                answering(lazily("a", "b")));
        watched.assertFindings(
                ofMiddleware(
                        "BODY-4",
                        "an array was modified after it was yielded: array 1, while the caller had"
                                + " it"));
    }

    @Test
    void namesAMiddlewareThatCallsInAnotherThread() {
        serve(
                inner ->
                        (environ, startResponse) -> {
                            FutureTask<Iterable<byte[]>> call =
                                    new FutureTask<>(() -> inner.call(environ, startResponse));
                            new Thread(call, "other").start();
                            return call.get();
                        },
                answering("a"));
        watched.assertFindings(
                ofMiddleware(
                        "THR-1",
                        "call was called by another thread than the request's: \"other\""));
    }
}
