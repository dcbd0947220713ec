package gateway.toolkit.validator;

import static gateway.toolkit.validator.Watched.TEXT;
import static gateway.toolkit.validator.Watched.lazily;
import static gateway.toolkit.validator.Watched.ofApplication;

import gateway.api.Header;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** Fields that are fit for a final head only, in what else an application may send. */
class TrailerAndHintFieldsTest {
    private final Watched watched = new Watched();

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length", "Connection"})
    @Tag("EXT-3")
    void namesHintsThatAreForFinalResponses(String name) {
        List<Header> headers = List.of(new Header(name, name.equals("Connection") ? "close" : "1"));
        FakeServer.get()
                .serve(
                        watched.one(
                                (environ, startResponse) -> {
                                    startResponse.earlyHints(headers);
                                    return List.of();
                                }));
        watched.assertFindings(
                ofApplication(
                        "EXT-3",
                        "the header "
                                + name
                                + " is for final responses only: "
                                + Shown.of(headers.get(0))));
    }

    @Test
    @Tag("EXT-7")
    void namesAnUpgradeWithALength() {
        FakeServer.get()
                .put("HTTP_UPGRADE", "echo")
                .serve(
                        watched.one(
                                (environ, startResponse) -> {
                                    startResponse.upgrade(
                                            "echo",
                                            List.of(new Header("content-length", "0")),
                                            (in, out) -> {});
                                    return List.of();
                                }));
        watched.assertFindings(
                ofApplication(
                        "EXT-7",
                        "the header content-length is for final responses only: \"content-length:"
                                + " 0\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "Connection",
                "Content-Encoding",
                "Content-Length",
                "Content-Range",
                "Content-Type",
                "Cookie",
                "Expect",
                "Host",
                "If-None-Match",
                "Max-Forwards",
                "Proxy",
                "Proxy-Authorization",
                "Range",
                "Set-Cookie",
                "Trailer"
            })
    @Tag("EXT-4")
    void namesFieldsThatAreNoTrailers(String name) {
        Header field = new Header(name, name.equals("Connection") ? "close" : "1");
        FakeServer.get()
                .put("HTTP_TE", "trailers")
                .serve(
                        watched.one(
                                (environ, startResponse) -> {
                                    startResponse.start("200 OK", TEXT);
                                    startResponse.trailers(() -> List.of(field));
                                    return lazily("a");
                                }));
        watched.assertFindings(
                ofApplication(
                        "EXT-4",
                        "the field " + name + " must not be a trailer: " + Shown.of(field)));
    }
}
