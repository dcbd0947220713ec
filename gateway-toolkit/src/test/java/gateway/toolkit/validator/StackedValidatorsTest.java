package gateway.toolkit.validator;

import static gateway.toolkit.validator.Watched.TEXT;
import static gateway.toolkit.validator.Watched.answering;
import static gateway.toolkit.validator.Watched.lazily;
import static gateway.toolkit.validator.Watched.octets;
import static gateway.toolkit.validator.Watched.ofMiddleware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;
import gateway.api.Middleware;
import gateway.api.StartResponse;
import gateway.toolkit.ForwardingStartResponse;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;

/** A middleware between two validators: which of the three is guilty (chapter 13). */
class StackedValidatorsTest {
    private final Watched watched = new Watched();

    private FakeServer serve(Middleware middleware, Application application) {
        return FakeServer.get().serve(watched.two(middleware, application));
    }

    /** Passes everything on. */
    private static final Middleware TRANSPARENT =
            inner -> (environ, startResponse) -> inner.call(environ, startResponse);

    @Test
    void findsNothingInAMiddlewareThatPassesOn() {
        serve(TRANSPARENT, answering("a", "b"));
        serve(TRANSPARENT, answering(lazily("a", "b")));
        serve(TRANSPARENT, answering(new Counting()));
        watched.assertFindings();
    }

    @Test
    void reportsTheServersFaultOnce() {
        FakeServer.get()
                .without(Environ.SERVER_NAME)
                .serve(watched.two(TRANSPARENT, answering("a")));
        watched.assertFindings("ENV-11 error: the server outside 'outer': SERVER_NAME is absent");
    }

    @Test
    void reportsTheApplicationsFaultOnce() {
        serve(TRANSPARENT, (environ, startResponse) -> List.of());
        watched.assertFindings(
                "APP-4 error: the application inside 'inner': call returned without start");
    }

    @Test
    void reportsFaultsOfBothEndsOnce() {
        FakeServer server =
                new FakeServer("GET", "/a") {
                    @Override
                    void close(@Nullable Iterable<byte[]> body) throws Exception {
                        super.close(body);
                        super.close(body);
                    }
                };
        server.serve(
                watched.two(
                        TRANSPARENT,
                        (environ, startResponse) -> {
                            startResponse.start(
                                    "200 OK",
                                    List.of(TEXT.get(0), new Header("Content-Length", "2")));
                            return new Counting();
                        }));
        watched.assertFindings(
                "CLOSE-1 error: the server outside 'outer': the body is closed twice",
                "LEN-2 error: the application inside 'inner': the body is shorter than"
                        + " Content-Length: 1 of 2 octets in 1 arrays");
    }

    /** Hands an array on when the next one has come. */
    private static final Middleware DELAYING =
            inner ->
                    (environ, startResponse) -> {
                        Iterable<byte[]> body = inner.call(environ, startResponse);
                        return () ->
                                new Iterator<>() {
                                    private final Iterator<byte[]> arrays = body.iterator();
                                    private byte @Nullable [] held =
                                            arrays.hasNext() ? arrays.next() : null;

                                    @Override
                                    public boolean hasNext() {
                                        return held != null;
                                    }

                                    @Override
                                    public byte[] next() {
                                        byte[] next = held == null ? new byte[0] : held;
                                        held = arrays.hasNext() ? arrays.next() : null;
                                        return next;
                                    }
                                };
                    };

    @Test
    @Tag("MW-2")
    void hintsAtAMiddlewareThatDelaysAnArray() {
        assertEquals("abc", serve(DELAYING, answering(lazily("a", "b", "c"))).body());
        watched.assertFindings(
                "MW-2 warning: the middleware between 'outer' and 'inner': the next array is asked"
                        + " for before the last one was passed on, which only a middleware"
                        + " documented as buffering may do: hasNext() after array 1");
    }

    @Test
    @Tag("MW-2")
    void hintsAtAMiddlewareThatIteratesInCall() {
        serve(
                inner ->
                        (environ, startResponse) -> {
                            List<byte[]> arrays = new ArrayList<>();
                            inner.call(environ, startResponse).forEach(arrays::add);
                            return arrays;
                        },
                answering(lazily("a")));
        watched.findings.removeIf(finding -> finding.message().startsWith("the next array"));
        watched.assertFindings(
                "MW-2 warning: the middleware between 'outer' and 'inner': the body is iterated"
                        + " before call returned, which only a middleware documented as buffering"
                        + " may do");
    }

    private static final class Dropping extends ForwardingStartResponse {
        private final StartResponse outer;

        Dropping(StartResponse outer) {
            super(outer);
            this.outer = outer;
        }

        @Override
        public void start(String status, List<Header> headers, @Nullable Throwable error) {
            outer.start(status, headers);
        }

        @Override
        public boolean flush() {
            return true;
        }
    }

    @Test
    void namesAMiddlewareThatDropsTheError() {
        serve(
                inner ->
                        (environ, startResponse) ->
                                inner.call(environ, new Dropping(startResponse)),
                (environ, startResponse) -> {
                    startResponse.start("500 No", TEXT, new ArithmeticException("x"));
                    return List.of();
                });
        watched.assertFindings(
                ofMiddleware(
                        "MW-3",
                        "the error given to start is not passed on: java.lang.ArithmeticException"
                                + " \"x\""));
    }

    @Test
    void namesAMiddlewareThatGrantsWhatItDoesNotPassOn() {
        serve(
                inner ->
                        (environ, startResponse) ->
                                inner.call(environ, new Dropping(startResponse)),
                (environ, startResponse) -> {
                    startResponse.start("200 OK", TEXT);
                    startResponse.flush();
                    return List.of();
                });
        watched.assertFindings(
                ofMiddleware(
                        "MW-3",
                        "flush does not return what the one further out did: true for false"));
    }

    @Test
    void letsAMiddlewareHideCapabilities() {
        serve(
                inner ->
                        (environ, startResponse) ->
                                inner.call(
                                        environ,
                                        (status, headers, error) ->
                                                startResponse.start(status, headers, error)),
                (environ, startResponse) -> {
                    startResponse.start("200 OK", TEXT);
                    assertFalse(startResponse.flush());
                    return List.of();
                });
        watched.assertFindings();
    }

    private static final class Counting implements Iterable<byte[]>, AutoCloseable {
        @Override
        public Iterator<byte[]> iterator() {
            return List.of(octets("a")).iterator();
        }

        @Override
        public void close() {}
    }

    @Test
    void knowsTheOuterValidatorThroughACopyOfEnviron() {
        serve(
                inner ->
                        (environ, startResponse) -> {
                            HashMap<String, Object> copy = new HashMap<>(environ);
                            copy.remove(Environ.SERVER_NAME);
                            return inner.call(copy, startResponse);
                        },
                answering("a"));
        watched.assertFindings(ofMiddleware("ENV-11", "SERVER_NAME is absent"));
    }

    @Test
    void acceptsAMiddlewareThatCallsSeveralTimes() {
        FakeServer server =
                serve(
                        inner ->
                                (environ, startResponse) -> {
                                    StartResponse ignoring = (status, headers, error) -> {};
                                    inner.call(new HashMap<>(environ), ignoring);
                                    return inner.call(environ, startResponse);
                                },
                        answering("a"));
        assertEquals("a", server.body());
        watched.assertFindings();
    }
}
