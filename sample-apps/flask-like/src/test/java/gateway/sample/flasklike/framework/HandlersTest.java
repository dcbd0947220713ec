package gateway.sample.flasklike.framework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Application;
import gateway.toolkit.errors.HttpException;
import gateway.toolkit.http.MediaType;
import gateway.toolkit.response.Response;
import gateway.toolkit.testing.Answer;
import gateway.toolkit.testing.Client;

import org.junit.jupiter.api.Test;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happens before and after views, at the end, and when something fails. */
class HandlersTest {
    private final App app = new App("test", HandlersTest.class);
    private final Blueprint part = new Blueprint("part");
    private final List<String> done = new ArrayList<>();

    private void watch(Scaffold scaffold) {
        String name = scaffold.name;
        scaffold.before(c -> done.add(name + " before"));
        scaffold.before(c -> done.add(name + " before 2"));
        scaffold.after((c, response) -> noted(name + " after", response));
        scaffold.after((c, response) -> noted(name + " after 2", response));
        scaffold.teardown((c, failure) -> done.add(name + " teardown " + failure));
    }

    private Response noted(String what, Response response) {
        done.add(what);
        return response.withAddedHeader("X-After", what);
    }

    @Test
    void walkFromTheApplicationToTheBlueprintAndBack() throws Exception {
        watch(app);
        watch(part);
        part.get(
                "/",
                "view",
                c ->
                        Response.stream(
                                MediaType.of("text/plain"),
                                out -> {
                                    out.write('x');
                                    done.add("written");
                                }));
        app.register(part, "/part");

        Answer answer = app.testClient().get("/part/");

        assertEquals("x", answer.text());
        assertEquals(
                List.of(
                        "test before",
                        "test before 2",
                        "part before",
                        "part before 2",
                        "part after 2",
                        "part after",
                        "test after 2",
                        "test after",
                        "written",
                        "part teardown Optional.empty",
                        "test teardown Optional.empty"),
                done);
        assertEquals(
                List.of("part after 2", "part after", "test after 2", "test after"),
                answer.headers("X-After"));
    }

    @Test
    void aBlueprintsAreNotForOthers() throws Exception {
        watch(part);
        app.get("/", "view", c -> "");
        app.register(part, "/part");

        app.testClient().get("/");
        app.testClient().get("/part/nowhere");

        assertEquals(List.of(), done);
    }

    @Test
    void anAbortTakesTheViewsPlace() throws Exception {
        part.before(
                c -> {
                    throw c.abort(Response.text("first").withStatus(202));
                });
        part.get("/", "view", c -> "view");
        part.after((c, response) -> noted("after", response));
        app.register(part, "/part");

        Answer answer = app.testClient().get("/part/");

        assertEquals("202 Accepted first", line(answer));
        assertEquals(List.of("after"), done);
    }

    @Test
    void anErrorIsHandledByTheClosest() throws Exception {
        app.onError(404, (c, e) -> "app 404");
        app.onError(IOException.class, (c, e) -> "app io");
        app.onError(Exception.class, (c, e) -> "app any");
        part.onError(410, (c, e) -> "part 410");
        part.onError(FileNotFoundException.class, (c, e) -> "part " + e.getMessage());
        part.get("/<int:status>", "status", c -> fail(HttpException.of(410)));
        part.get("/404", "absent", c -> fail(HttpException.notFound()));
        part.get("/409", "conflict", c -> fail(HttpException.of(409)));
        part.get("/file", "file", c -> fail(new FileNotFoundException("file")));
        part.get("/io", "io", c -> fail(new IOException("io")));
        part.get("/any", "any", c -> fail(new UncheckedIOException(new IOException("any"))));
        app.get("/file", "file", c -> fail(new FileNotFoundException("file")));
        app.register(part, "/part");
        TestClient client = app.testClient();

        assertEquals("410 Gone part 410", line(client.get("/part/410")));
        assertEquals("404 Not Found app 404", line(client.get("/part/404")));
        assertEquals("409 Conflict app any", line(client.get("/part/409")));
        assertEquals("200 OK part file", line(client.get("/part/file")));
        assertEquals("200 OK app io", line(client.get("/part/io")));
        assertEquals("200 OK app any", line(client.get("/part/any")));
        assertEquals("200 OK app io", line(client.get("/file")));
        assertEquals("404 Not Found app 404", line(client.get("/nowhere")));
    }

    private static Object fail(Exception e) throws Exception {
        throw e;
    }

    private static String line(Answer answer) {
        return answer.status() + " " + answer.text();
    }

    @Test
    void anErrorKeepsItsStatusAndHeaders() throws Exception {
        app.get("/", "view", c -> "");
        app.onError(405, (c, e) -> Response.html("<p>no"));
        app.onError(404, (c, e) -> Response.redirect("/elsewhere"));
        app.after((c, response) -> noted("after", response));
        Client client = Client.of(app);
        app.start(Map.of());

        Answer no = client.delete("/");
        assertEquals("405 Method Not Allowed <p>no", line(no));
        assertEquals("GET, HEAD, OPTIONS", no.header("Allow").orElseThrow());
        assertEquals(Optional.of("after"), no.header("X-After"));
        assertEquals("/elsewhere", client.get("/nowhere").header("Location").orElseThrow());
        assertEquals(303, client.get("/nowhere").code());
    }

    @Test
    void whatNobodyHandlesIsTheServers() throws Exception {
        RuntimeException failure = new RuntimeException("ours");
        app.get("/", "view", c -> fail(failure));
        app.teardown((c, e) -> done.add(e.toString()));
        TestClient client = app.testClient();

        assertSame(failure, assertThrows(RuntimeException.class, () -> client.get("/")));
        assertEquals(List.of(Optional.of(failure).toString()), done);
    }

    @Test
    void fiveHundredIsForWhatNobodyHandles() throws Exception {
        app.get("/", "view", c -> fail(new RuntimeException("the secret")));
        app.onError(500, (c, e) -> "sorry");
        app.teardown((c, e) -> done.add(e.toString()));

        Answer answer = app.testClient().get("/");

        assertEquals("500 Internal Server Error sorry", line(answer));
        assertTrue(answer.log().contains("RuntimeException: the secret"), answer.log());
        assertEquals(List.of("Optional.empty"), done);
    }

    @Test
    void whileDebuggingItIsShown() throws Exception {
        app.get("/", "view", c -> fail(new RuntimeException("the <reason>")));
        app.onError(500, (c, e) -> "sorry");
        app.start(Map.of("test.debug", "true"));

        Answer page = Client.builder(app).header("Accept", "text/html").build().get("/");

        assertEquals(500, page.code());
        assertTrue(page.text().contains("the &lt;reason&gt;"), page.text());
        assertTrue(page.text().contains("HandlersTest.java"), page.text());
    }

    @Test
    void whatAnApplicationBeganIsReplaced() throws Exception {
        Application half =
                (environ, startResponse) -> {
                    startResponse.start("200 OK", List.of());
                    throw HttpException.of(409);
                };
        app.get("/", "view", c -> half);
        app.onError(409, (c, e) -> "handled");

        assertEquals("409 Conflict handled", line(app.testClient().get("/")));
    }

    @Test
    void whatFailsInCallHasPassedTheAfterHandlersOnce() throws Exception {
        RuntimeException failure = new RuntimeException("ours");
        app.get("/", "view", c -> (Application) (environ, start) -> throwing(failure));
        app.onError(404, (c, e) -> "handled");
        app.after((c, response) -> noted("after", response));
        TestClient client = app.testClient();

        Answer missing = client.get("/static/nosuch.css");

        assertEquals("404 Not Found handled", line(missing));
        assertEquals(List.of("after"), missing.headers("X-After"));
        assertEquals(List.of("after"), done);
        assertSame(failure, assertThrows(RuntimeException.class, () -> client.get("/")));
        assertEquals(List.of("after", "after"), done);
    }

    private static Iterable<byte[]> throwing(RuntimeException e) {
        throw e;
    }

    @Test
    void everyTeardownRuns() throws Exception {
        app.get("/", "view", c -> "sent");
        app.teardown((c, e) -> done.add("first"));
        app.teardown((c, e) -> fail(new IOException("second")));
        app.teardown((c, e) -> done.add("third"));
        TestClient client = app.testClient();

        assertThrows(Exception.class, () -> client.get("/"));
        assertEquals(List.of("third", "first"), done);
    }
}
