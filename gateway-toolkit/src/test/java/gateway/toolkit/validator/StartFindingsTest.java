package gateway.toolkit.validator;

import static gateway.toolkit.validator.Watched.TEXT;
import static gateway.toolkit.validator.Watched.hint;
import static gateway.toolkit.validator.Watched.ofApplication;
import static gateway.toolkit.validator.Watched.ofServer;

import static org.junit.jupiter.api.Assertions.assertThrows;

import gateway.api.Application;
import gateway.api.Header;
import gateway.api.ResponseCommittedException;
import gateway.api.StartResponse;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Calls of start that an application gets wrong, or a server (chapters 7 and 8). */
@SuppressWarnings("NullAway") // Nulls are one of the faults.
class StartFindingsTest {
    private final Watched watched = new Watched();

    static Stream<Arguments> malformed() {
        String phrase = "status is not three digits, a space and a reason phrase: ";
        return Stream.of(
                Arguments.of("RESP-1", "status is null", null, TEXT),
                Arguments.of("RESP-1", phrase + "\"20\"", "20", TEXT),
                Arguments.of("RESP-1", phrase + "\"200OK\"", "200OK", TEXT),
                Arguments.of("RESP-1", phrase + "\" 200\"", " 200", TEXT),
                Arguments.of("RESP-1", phrase + "\"200 a\\r\\nb\"", "200 a\r\nb", TEXT),
                Arguments.of("RESP-1", phrase + "\"200\\tOK\"", "200\tOK", TEXT),
                Arguments.of("RESP-1", phrase + "\"200 \\u20AC\"", "200 €", TEXT),
                Arguments.of("RESP-1", phrase + "\"200 \\u007F\"", "200 \u007F", TEXT),
                Arguments.of("RESP-2", "status is not 200 to 599: \"100\"", "100", TEXT),
                Arguments.of(
                        "RESP-2", "status is not 200 to 599: \"103 Hints\"", "103 Hints", TEXT),
                Arguments.of("RESP-2", "status is not 200 to 599: \"600\"", "600", TEXT),
                Arguments.of("RESP-4", "headers are null", "200", null),
                Arguments.of("RESP-4", "a header is null", "200", Arrays.asList(TEXT.get(0), null)),
                forbidden("Status"),
                forbidden("keep-alive"),
                forbidden("Proxy-Connection"),
                forbidden("TE"),
                forbidden("TRANSFER-ENCODING"),
                forbidden("Upgrade"),
                forbidden("Connection"),
                length("+5"),
                length("5, 5"),
                length("-1"),
                length(""),
                Arguments.of(
                        "RESP-9",
                        "there is more than one Content-Length: [\"Content-Length: 5\","
                                + " \"content-length: 5\"]",
                        "200",
                        List.of(
                                TEXT.get(0),
                                new Header("Content-Length", "5"),
                                new Header("content-length", "5"))));
    }

    private static Arguments forbidden(String name) {
        return Arguments.of(
                "RESP-7",
                "the header "
                        + name
                        + " is not the application's to set: \""
                        + name
                        + ": keep-alive\"",
                "200",
                List.of(TEXT.get(0), new Header(name, "keep-alive")));
    }

    private static Arguments length(String value) {
        return Arguments.of(
                "RESP-9",
                "Content-Length is not all digits: \"Content-Length: " + value + "\"",
                "200",
                List.of(TEXT.get(0), new Header("Content-Length", value)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("malformed")
    void namesMalformedArguments(
            String clause, String finding, String status, List<Header> headers) {
        FakeServer.get()
                .serve(
                        watched.one(
                                (environ, startResponse) -> {
                                    startResponse.start(status, headers);
                                    return List.of();
                                }));
        watched.assertFindings(ofApplication(clause, finding));
    }

    static Stream<Arguments> wellFormed() {
        return Stream.of(
                Arguments.of("200", TEXT),
                Arguments.of("404 ", TEXT),
                Arguments.of("599 \u00e9\t!", TEXT),
                Arguments.of("200 OK", List.of(TEXT.get(0), new Header("Connection", "Close"))),
                Arguments.of("200 OK", List.of(TEXT.get(0), new Header("Content-Length", "0"))),
                Arguments.of("200 OK", List.of(TEXT.get(0), new Header("Set-Cookie", "a=b"))),
                Arguments.of("304 Not Modified", List.of(new Header("Content-Length", "42"))));
    }

    @ParameterizedTest
    @MethodSource("wellFormed")
    void findsNothingInWellFormedArguments(String status, List<Header> headers) {
        FakeServer.get()
                .serve(
                        watched.one(
                                (environ, startResponse) -> {
                                    startResponse.start(status, headers);
                                    return List.of();
                                }));
        watched.assertFindings();
    }

    @Test
    void namesASecondStart() {
        serve(
                startResponse -> {
                    startResponse.start("200 OK", TEXT);
                    startResponse.start("201 Created", TEXT);
                });
        watched.assertFindings(
                ofApplication(
                        "SR-2",
                        "start was called a second time without an error: \"201 Created\""));
    }

    @Test
    void acceptsAReplacementBeforeCommit() {
        serve(
                startResponse -> {
                    startResponse.start("200 OK", TEXT);
                    startResponse.start("500 No", TEXT, new IllegalStateException("x"));
                });
        watched.assertFindings();
    }

    @Test
    void namesWhoeverSwallowsResponseCommittedException() {
        serve(
                startResponse -> {
                    startResponse.start("200 OK", TEXT);
                    startResponse.flush();
                    try {
                        startResponse.start("500 No", TEXT, new IllegalStateException("x"));
                    } catch (ResponseCommittedException ignored) {
                        // The fault.
                    }
                });
        watched.assertFindings(
                ofApplication(
                        "SR-5",
                        "ResponseCommittedException was swallowed and the response continued: by"
                                + " call"));
    }

    @Test
    void acceptsAResponseCommittedExceptionThatPasses() {
        FakeServer server =
                serve(
                        startResponse -> {
                            startResponse.start("200 OK", TEXT);
                            startResponse.flush();
                            startResponse.start("500 No", TEXT, new IllegalStateException("x"));
                        });
        org.junit.jupiter.api.Assertions.assertInstanceOf(
                ResponseCommittedException.class, server.failure);
        watched.assertFindings();
    }

    @Test
    void hintsAtAHeaderListThatTheApplicationChangesLater() {
        serve(
                startResponse -> {
                    List<Header> headers = new ArrayList<>(TEXT);
                    startResponse.start("200 OK", headers);
                    headers.clear();
                });
        watched.assertFindings(
                hint("SR-7", "the header list was changed after start: during call"));
    }

    @Test
    void namesStartAfterTheRequest() {
        StartResponse[] kept = new StartResponse[1];
        serve(
                startResponse -> {
                    startResponse.start("200 OK", TEXT);
                    kept[0] = startResponse;
                });
        assertThrows(IllegalStateException.class, () -> kept[0].start("200 OK", TEXT));
        assertThrows(IllegalStateException.class, () -> kept[0].flush());
        watched.assertFindings(
                ofApplication("SR-8", "start was used after the request"),
                ofApplication("SR-8", "flush was used after the request"));
    }

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

    private FakeServer serve(Start start) {
        return FakeServer.get().serve(watched.one(starting(start)));
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

    static Stream<Arguments> hints() {
        return Stream.of(
                Arguments.of(
                        "RESP-8",
                        "there is a body but no Content-Type, and the server adds none: 200",
                        "200 OK",
                        List.of()),
                Arguments.of(
                        "RESP-10",
                        "ETag is not quoted, or has another prefix than W/: \"ETag: abc\"",
                        "200 OK",
                        List.of(TEXT.get(0), new Header("ETag", "abc"))),
                Arguments.of(
                        "RESP-10",
                        "ETag is not quoted, or has another prefix than W/: \"ETag: w/\\\"abc\\\"\"",
                        "200 OK",
                        List.of(TEXT.get(0), new Header("ETag", "w/\"abc\""))));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("hints")
    void hintsAtWhatIsHardlyMeant(
            String clause, String finding, String status, List<Header> headers) {
        FakeServer.get()
                .serve(
                        watched.one(
                                (environ, startResponse) -> {
                                    startResponse.start(status, headers);
                                    return List.of(Watched.octets("hello"));
                                }));
        watched.assertFindings(hint(clause, finding));
    }

    static Stream<Arguments> bodilessHints() {
        return Stream.of(
                Arguments.of(
                        "RESP-8",
                        "Content-Type is set for a status without a body: 204",
                        "204 No Content",
                        TEXT),
                Arguments.of(
                        "LEN-4",
                        "Content-Length is set for a status without a body: 204, 0 octets",
                        "204 No Content",
                        List.of(new Header("Content-Length", "0"))),
                Arguments.of(
                        "LEN-4",
                        "Content-Length is set for a status without a body: 205, 3 octets",
                        "205 Reset Content",
                        List.of(new Header("Content-Length", "3"))));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("bodilessHints")
    void hintsAtHeadersOfABodyThatIsNone(
            String clause, String finding, String status, List<Header> headers) {
        FakeServer.get()
                .serve(
                        watched.one(
                                (environ, startResponse) -> {
                                    startResponse.start(status, headers);
                                    return List.of();
                                }));
        watched.assertFindings(hint(clause, finding));
    }

    @Test
    void hintsAtABodyThatIsDropped() {
        FakeServer.get()
                .serve(
                        watched.one(
                                (environ, startResponse) -> {
                                    startResponse.start("304 Not Modified", List.of());
                                    return List.of(Watched.octets("hello"));
                                }));
        watched.assertFindings(
                hint(
                        "LEN-4",
                        "the status has no body, so the octets of this one are dropped: 304"));
    }
}
