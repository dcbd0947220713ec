package gateway.toolkit.validator;

import static gateway.toolkit.validator.Watched.TEXT;
import static gateway.toolkit.validator.Watched.ofApplication;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Keys that an application puts into environ during the call (ENV-2, ENV-3, EXT-1). */
@SuppressWarnings("NullAway") // Nulls are one of the faults.
class AddedKeysTest {
    private final Watched watched = new Watched();

    @Test
    void namesWrongOnes() {
        FakeServer.get()
                .serve(
                        watched.one(
                                (environ, startResponse) -> {
                                    environ.put("acme.user", null);
                                    environ.put("REMOTE_USER", 7);
                                    environ.put("user", "x");
                                    environ.put("Acme.User", "x");
                                    startResponse.start("200 OK", TEXT);
                                    return List.of();
                                }));
        watched.assertFindings(
                ofApplication("ENV-2", "the value of \"acme.user\" is null"),
                ofApplication("ENV-3", "the value of \"REMOTE_USER\" is no String: 7"),
                ofApplication(
                        "ENV-3",
                        "the key \"user\" has no dot, and is neither ours nor CGI's: \"x\""),
                ofApplication(
                        "EXT-1",
                        "the key \"Acme.User\" is not made of lower-case letters, digits, _ and"
                                + " dots"));
    }

    @Test
    void acceptsRightOnes() {
        FakeServer.get()
                .serve(
                        watched.one(
                                (environ, startResponse) -> {
                                    environ.put("acme.user", 7);
                                    environ.put("REMOTE_USER", "x");
                                    environ.put("PATH_INFO", "/あ");
                                    environ.remove("QUERY_STRING");
                                    startResponse.start("200 OK", TEXT);
                                    return List.of();
                                }));
        watched.assertFindings();
    }
}
