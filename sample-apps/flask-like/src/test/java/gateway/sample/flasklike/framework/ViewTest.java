package gateway.sample.flasklike.framework;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.toolkit.errors.HttpException;
import gateway.toolkit.http.MediaType;
import gateway.toolkit.response.Response;
import gateway.toolkit.testing.Answer;
import gateway.toolkit.testing.Client;
import gateway.toolkit.testing.Content;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What views return, and what they are asked for. */
class ViewTest {
    private record Point(int x, String label) {}

    private final App app = new App("test", ViewTest.class);

    @Test
    void whatAViewReturnsIsSent() throws Exception {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("a", List.of(1, true));
        map.put("b", new Point(2, "é"));
        app.get("/text", "text", c -> "<b>é");
        app.get("/map", "map", c -> map);
        app.get("/list", "list", c -> List.of(1, "x"));
        app.get("/record", "record", c -> new Point(1, "p"));
        app.get("/octets", "octets", c -> new byte[] {0, -1});
        app.get("/response", "response", c -> Response.html("<p>").withStatus(202));
        app.get("/application", "application", c -> HttpException.of(418));
        Client client = app.testClient().client();

        assertSent("200 OK", "text/plain; charset=utf-8", "<b>é", client.get("/text"));
        String json = "{\"a\":[1,true],\"b\":{\"x\":2,\"label\":\"é\"}}";
        assertSent("200 OK", "application/json", json, client.get("/map"));
        assertSent("200 OK", "application/json", "[1,\"x\"]", client.get("/list"));
        String point = "{\"x\":1,\"label\":\"p\"}";
        assertSent("200 OK", "application/json", point, client.get("/record"));
        assertSent("202 Accepted", "text/html; charset=utf-8", "<p>", client.get("/response"));
        assertEquals(418, client.get("/application").code());
        Answer octets = client.get("/octets");
        assertArrayEquals(new byte[] {0, -1}, octets.body());
        assertEquals(MediaType.OCTET_STREAM, octets.mediaType().orElseThrow());
    }

    private static void assertSent(String status, String type, String text, Answer answer) {
        assertEquals(
                List.of(status, type, text),
                List.of(
                        answer.status(),
                        answer.header("Content-Type").orElse("none"),
                        answer.text()));
    }

    @Test
    @SuppressWarnings("NullAway") // What the compiler of another module would not see.
    void whatIsNoAnswerIsAnError() throws Exception {
        app.get("/null", "null", c -> null);
        app.get("/thread", "thread", c -> Thread.currentThread());
        Client client = app.testClient().client();

        for (String path : List.of("/null", "/thread")) {
            IllegalStateException e =
                    assertThrows(IllegalStateException.class, () -> client.get(path));
            assertTrue(e.getMessage().startsWith("a view has returned "), e.getMessage());
        }
    }

    @Test
    void eachMethodHasItsRoute() throws Exception {
        app.get("/", "root", c -> "got");
        app.post("/", "root", c -> "posted");
        app.put("/", "root", c -> "put");
        app.patch("/", "root", c -> "patched");
        app.delete("/", "root", c -> "deleted");
        app.route("/both", "both", c -> c.request().method(), "GET", "POST");
        app.route("/branch/", "branch", c -> "branch");
        Client client = app.testClient().client();

        assertEquals("got", client.get("/").text());
        assertEquals("", client.head("/").text());
        assertEquals("posted", client.post("/", Content.NONE).text());
        assertEquals("put", client.put("/", Content.NONE).text());
        assertEquals("patched", client.patch("/", Content.NONE).text());
        assertEquals("deleted", client.delete("/").text());
        assertEquals("GET", client.get("/both").text());
        assertEquals("POST", client.post("/both", Content.NONE).text());

        Answer branch = client.get("/branch?a=b");
        assertEquals("branch", branch.text());
        assertEquals(308, branch.history().get(0).code());
        Answer options = client.options("/both");
        assertEquals(204, options.code());
        assertEquals("GET, HEAD, OPTIONS, POST", options.header("Allow").orElseThrow());
        Answer wrong = client.delete("/both");
        assertEquals(405, wrong.code());
        assertEquals("GET, HEAD, OPTIONS, POST", wrong.header("Allow").orElseThrow());
        Answer server = client.options("*");
        assertEquals(
                "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT",
                server.header("Allow").orElseThrow());
        assertEquals(404, client.get("/nowhere").code());
    }

    @Test
    void readsJsonStrictly() throws Exception {
        app.post("/", "point", c -> c.json(Point.class).label());
        TestClient client = app.testClient();

        assertEquals("é", client.postJson("/", new Point(1, "é")).text());
        for (String bad :
                List.of(
                        "",
                        "null",
                        "[]",
                        "{\"x\":1}",
                        "{\"label\":\"a\"}",
                        "{\"x\":1,\"label\":null}",
                        "{\"x\":1,\"label\":\"a\",\"more\":1}",
                        "{\"x\":1,\"label\":\"a\"} {}",
                        "[".repeat(100_000))) {
            assertEquals(400, client.client().post("/", Content.json(bad)).code(), bad);
        }
        assertEquals(415, client.post("/", "x", "1").code());
    }

    @Test
    void filesLieBesideTheClass() throws Exception {
        app.onError(404, (c, e) -> "not here");
        Client client = app.testClient().client();

        Answer file = client.get("/static/page.css");
        assertEquals("p { color: red; }\n", file.text());
        assertEquals("text/css", file.mediaType().orElseThrow().essence());
        assertTrue(file.header("ETag").isPresent());
        Answer none = client.get("/static/nothing.css");
        assertEquals("404 Not Found: not here", none.status() + ": " + none.text());
        assertEquals(404, client.get("/static/%2E%2E/templates/page.html").code());
    }

    @Test
    void isNotAskedBeforeItIsStarted() {
        Client client = Client.of(app);
        assertThrows(IllegalStateException.class, () -> client.get("/"));
    }

    @Test
    void oneNameIsOnePath() {
        app.get("/a", "a", c -> "");
        app.get("/b", "a", c -> "");
        assertThrows(IllegalArgumentException.class, () -> app.start(Map.of()));
    }
}
