package gateway.toolkit.validator;

import static gateway.toolkit.validator.Watched.TEXT;
import static gateway.toolkit.validator.Watched.ofApplication;
import static gateway.toolkit.validator.Watched.ofServer;

import static org.junit.jupiter.api.Assertions.assertThrows;

import gateway.api.Application;
import gateway.api.Header;
import gateway.api.ResponseCommittedException;
import gateway.api.StartResponse;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Servers whose start is not what the contract says (chapter 7). */
@SuppressWarnings("NullAway") // Nulls are one of the faults.
class BentStartTest {
    private final Watched watched = new Watched();

    /** What a bent server does in start. */
    private interface Bent {
        void start(String status, List<Header> headers, @Nullable Throwable error);
    }

    private FakeServer serveBent(Bent bent, Application application) {
        FakeServer server =
                new FakeServer("GET", "/a") {
                    @Override
                    StartResponse startResponse() {
                        return new FakeStartResponse() {
                            @Override
                            public void start(
                                    String status, List<Header> headers, @Nullable Throwable e) {
                                bent.start(status, headers, e);
                                FakeServer self = outer();
                                self.status = status == null ? "200" : status;
                            }
                        };
                    }

                    private FakeServer outer() {
                        return this;
                    }
                };
        return server.serve(watched.one(application));
    }

    private static Application starting(Start start) {
        return (environ, startResponse) -> {
            start.with(startResponse);
            return List.of();
        };
    }

    private interface Start {
        void with(StartResponse startResponse) throws Exception;
    }

    @Test
    void namesAServerThatAcceptsAnything() {
        serveBent(
                (status, headers, error) -> {},
                starting(
                        startResponse -> {
                            startResponse.start("2000", TEXT);
                            startResponse.start("200", TEXT);
                        }));
        watched.assertFindings(
                ofApplication(
                        "RESP-1",
                        "status is not three digits, a space and a reason phrase: \"2000\""),
                ofServer("SR-1", "start accepts malformed arguments: RESP-1 \"2000\""),
                ofApplication("SR-2", "start was called a second time without an error: \"200\""),
                ofServer("SR-2", "start accepts a second call without an error"));
    }

    @Test
    void namesAServerThatThrowsTheWrongException() {
        serveBent(
                (status, headers, error) -> {
                    if (status.length() != 3) {
                        throw new ArithmeticException("x");
                    }
                },
                starting(startResponse -> startResponse.start("2000", TEXT)));
        watched.assertFindings(
                ofApplication(
                        "RESP-1",
                        "status is not three digits, a space and a reason phrase: \"2000\""),
                ofServer(
                        "SR-1",
                        "start throws neither NullPointerException nor IllegalArgumentException for"
                                + " malformed arguments: java.lang.ArithmeticException \"x\""));
    }

    @Test
    void namesAServerThatRefusesWhatIsRight() {
        serveBent(
                (status, headers, error) -> {
                    throw new IllegalArgumentException("no phrase");
                },
                starting(startResponse -> startResponse.start("200", TEXT)));
        watched.assertFindings(
                ofServer(
                        "SR-1",
                        "start refuses a call that is right: java.lang.IllegalArgumentException \"no"
                                + " phrase\""));
    }

    @Test
    void namesAServerThatRefusesAReplacement() {
        serveBent(
                (status, headers, error) -> {
                    if (error != null) {
                        throw new IllegalStateException("twice");
                    }
                },
                starting(
                        startResponse -> {
                            startResponse.start("200", TEXT);
                            startResponse.start("500", TEXT, new ArithmeticException("x"));
                        }));
        watched.assertFindings(
                ofServer(
                        "SR-3",
                        "start refuses a call that is right: java.lang.IllegalStateException"
                                + " \"twice\""));
    }

    @Test
    void namesAServerThatThrowsTheWrongExceptionForASecondStart() {
        boolean[] started = new boolean[1];
        serveBent(
                (status, headers, error) -> {
                    if (started[0]) {
                        throw new IllegalArgumentException("twice");
                    }
                    started[0] = true;
                },
                starting(
                        startResponse -> {
                            startResponse.start("200", TEXT);
                            startResponse.start("200", TEXT);
                        }));
        watched.assertFindings(
                ofApplication("SR-2", "start was called a second time without an error: \"200\""),
                ofServer(
                        "SR-2",
                        "start throws something else than IllegalStateException for a second call:"
                                + " java.lang.IllegalArgumentException \"twice\""));
    }

    /** Yields one array, and then replaces the response. */
    private static Application failingLate() {
        return (environ, startResponse) -> {
            startResponse.start("200 OK", TEXT);
            return () ->
                    new Iterator<>() {
                        private boolean first = true;

                        @Override
                        public boolean hasNext() {
                            if (!first) {
                                startResponse.start("500 No", TEXT, new ArithmeticException("x"));
                            }
                            return first;
                        }

                        @Override
                        public byte[] next() {
                            first = false;
                            return Watched.octets("hello");
                        }
                    };
        };
    }

    @Test
    void acceptsAServerThatRefusesAReplacementAfterCommit() {
        FakeServer.get().serve(watched.one(failingLate()));
        watched.assertFindings();
    }

    @Test
    void namesAServerThatAcceptsAReplacementAfterCommit() {
        serveBent((status, headers, error) -> {}, failingLate());
        watched.assertFindings(
                ofServer(
                        "SR-4",
                        "start does not throw though the response is committed:"
                                + " java.lang.ArithmeticException \"x\""));
    }

    @Test
    void namesAServerThatLosesTheCause() {
        serveBent(
                (status, headers, error) -> {
                    if (error != null) {
                        throw new ResponseCommittedException(new IllegalStateException("mine"));
                    }
                },
                failingLate());
        watched.assertFindings(
                ofServer(
                        "SR-4",
                        "ResponseCommittedException does not have the error as its cause:"
                                + " java.lang.ArithmeticException \"x\""));
    }

    @Test
    void namesAServerThatModifiesTheHeaderList() {
        serveBent(
                (status, headers, error) -> headers.add(new Header("Server", "mine")),
                starting(startResponse -> startResponse.start("200", new ArrayList<>(TEXT))));
        watched.assertFindings(
                ofServer(
                        "SR-7",
                        "start modifies the header list: [\"Content-Type: text/plain\", \"Server:"
                                + " mine\"]"));
    }

    @Test
    void namesAServerThatModifiesTheHeaderListLater() {
        List<Header> kept = new ArrayList<>(TEXT);
        FakeServer server =
                new FakeServer("GET", "/a") {
                    @Override
                    void write(byte[] array) {
                        kept.add(new Header("Server", "mine"));
                    }
                };
        server.serve(
                watched.one(
                        (environ, startResponse) -> {
                            startResponse.start("200 OK", kept);
                            return Watched.lazily("a", "b");
                        }));
        watched.assertFindings(ofServer("SR-7", "the header list was changed after start"));
    }

    @Test
    void namesAServerThatLetsEverythingBeUsedAfterTheRequest() throws Exception {
        StartResponse[] kept = new StartResponse[1];
        serveBent(
                (status, headers, error) -> {},
                starting(
                        startResponse -> {
                            startResponse.start("200 OK", TEXT);
                            kept[0] = startResponse;
                        }));
        kept[0].start("200 OK", TEXT);
        watched.assertFindings(
                ofApplication("SR-8", "start was used after the request"),
                ofServer("SR-8", "start does not throw after the request"));
    }

    @Test
    void namesAServerThatThrowsTheWrongExceptionAfterTheRequest() {
        StartResponse[] kept = new StartResponse[1];
        FakeServer server =
                serveBent(
                        (status, headers, error) -> {
                            if (kept[0] != null) {
                                throw new IllegalArgumentException("late");
                            }
                        },
                        starting(
                                startResponse -> {
                                    startResponse.start("200 OK", TEXT);
                                    kept[0] = startResponse;
                                }));
        server.over = true;
        assertThrows(IllegalArgumentException.class, () -> kept[0].start("200 OK", TEXT));
        watched.assertFindings(
                ofApplication("SR-8", "start was used after the request"),
                ofServer(
                        "SR-8",
                        "start throws something else than IllegalStateException after the request:"
                                + " java.lang.IllegalArgumentException \"late\""));
    }
}
