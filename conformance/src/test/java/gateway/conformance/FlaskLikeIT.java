package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The sample {@code flask-like}, from outside. */
class FlaskLikeIT {
    @Test
    void doesWhatItsPageSays() throws Exception {
        assertEquals(2, SamplePage.play("flask-like").size());
    }

    @Test
    void aSecretOutlivesTheProcess() throws Exception {
        Curl.require();
        String secret = "board.secret=0123456789abcdef0123456789abcdef";
        String cookie;
        try (Server first = Server.run("flask-like", "--set", secret)) {
            String head =
                    Curl.run(
                            "--output",
                            "/dev/null",
                            "--dump-header",
                            "-",
                            "--data",
                            "name=Ada",
                            first.home() + "login");
            assertTrue(head.startsWith("HTTP/1.1 303 "), head);
            cookie = head.split("Set-Cookie: ", -1)[1].split(";", -1)[0];
        }
        try (Server second = Server.run("flask-like", "--set", secret);
                Server stranger = Server.run("flask-like")) {
            String known = Curl.run("--cookie", cookie, second.home().toString());
            assertTrue(known.contains("Welcome, Ada!"), known);
            String unknown = Curl.run("--cookie", cookie, stranger.home().toString());
            assertTrue(unknown.contains("Say who you are"), unknown);
        }
    }

    @Test
    void aShortSecretIsRefused() throws Exception {
        try (Child child =
                Server.launch(
                        "run", "flask-like", "--bind", "127.0.0.1:0", "--set", "board.secret=x")) {
            Outcome outcome = child.end();
            assertTrue(outcome.code() != 0, outcome.toString());
            assertTrue(
                    String.join("\n", outcome.err()).contains("board.secret has"),
                    outcome.toString());
        }
    }
}
