package gateway.toolkit.validator;

import static gateway.toolkit.validator.Watched.TEXT;
import static gateway.toolkit.validator.Watched.hint;
import static gateway.toolkit.validator.Watched.ofApplication;

import static org.junit.jupiter.api.Assertions.assertThrows;

import gateway.api.Application;
import gateway.api.Header;
import gateway.api.ResponseCommittedException;
import gateway.api.StartResponse;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Calls of start that an application gets wrong (chapters 7 and 8). */
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
                        "Content-Length is more than a long holds: \"Content-Length:"
                                + " 9223372036854775808\"",
                        "200",
                        List.of(TEXT.get(0), new Header("Content-Length", "9223372036854775808"))),
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
    @Tag("APP-6")
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
}
