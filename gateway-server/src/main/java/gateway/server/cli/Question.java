package gateway.server.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import gateway.toolkit.testing.Client;
import gateway.toolkit.testing.Content;
import gateway.toolkit.testing.EnvironBuilder;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A request that an application is tried with.
 *
 * @param note what is special about it, for the reader; may be empty
 * @param patient whether the client stays until the end of the answer
 */
record Question(
        String method,
        String path,
        String note,
        boolean patient,
        UnaryOperator<EnvironBuilder> details) {

    /** A handful about one path. */
    static List<Question> about(String path) {
        String elsewhere = path.replaceFirst("\\?.*", "").replaceFirst("/$", "") + "/no-such-page";
        return List.of(
                plain("GET", path),
                plain("HEAD", path),
                plain("OPTIONS", path),
                special("GET", path, "HTTP/1.0", it -> it.protocol("HTTP/1.0")),
                plain("GET", elsewhere + "?a=b&a=%C3%BC"),
                special("POST", path, "a form", it -> it.content(Content.form("name", "Ada"))),
                special("POST", path, "a body in chunks", it -> it.content(chunks())),
                new Question("GET", path, "the client leaves", false, it -> it));
    }

    private static Content chunks() {
        return Content.chunks(
                "application/octet-stream", "one".getBytes(US_ASCII), "two".getBytes(US_ASCII));
    }

    private static Question plain(String method, String path) {
        return special(method, path, "", it -> it);
    }

    private static Question special(
            String method, String path, String note, UnaryOperator<EnvironBuilder> details) {
        return new Question(method, path, note, true, details);
    }

    /**
     * The request.
     *
     * @throws IllegalArgumentException if no client could send it
     */
    EnvironBuilder of(Client client) {
        return details.apply(client.request(method, path).header("Accept", "*/*"));
    }

    @Override
    public String toString() {
        return method + " " + path + (note.isEmpty() ? "" : " (" + note + ")");
    }
}
