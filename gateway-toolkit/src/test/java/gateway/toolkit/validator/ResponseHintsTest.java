package gateway.toolkit.validator;

import static gateway.toolkit.validator.Watched.TEXT;
import static gateway.toolkit.validator.Watched.hint;

import gateway.api.Header;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

/** Responses that are legal and hardly meant (RESP-8, RESP-10, LEN-4). */
@SuppressWarnings("NullAway") // Nulls are one of the faults.
class ResponseHintsTest {
    private final Watched watched = new Watched();

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
