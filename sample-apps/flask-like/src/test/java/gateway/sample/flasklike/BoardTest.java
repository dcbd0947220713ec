package gateway.sample.flasklike;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.sample.flasklike.framework.TestClient;
import gateway.toolkit.testing.Answer;
import gateway.toolkit.testing.Client;
import gateway.toolkit.testing.Content;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The application, through the framework's own client. */
class BoardTest {
    private final Board board = new Board();
    private TestClient client;

    BoardTest() throws Exception {
        client = board.testClient();
    }

    @BeforeEach
    void isEmpty() throws Exception {
        assertTrue(client.get("/").text().contains("Nobody has left a note yet."));
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
    }

    @Test
    void whoSaysANameMayLeaveANote() throws Exception {
        Answer refused = client.post("/notes/", "text", "too early");
        assertEquals("http://localhost/login", refused.url());

        Answer home = client.post("/login", "name", "<Ada>");
        assertEquals("http://localhost/", home.url());
        assertTrue(home.text().contains("<p class=\"flash info\">Welcome, &lt;Ada&gt;!</p>"));
        assertFalse(client.get("/").text().contains("Welcome"));

        Answer written = client.post("/notes/", "text", "Hello <b>");
        assertTrue(
                written.text()
                        .contains(
                                "<article><p>Hello &lt;b&gt;</p><footer>&lt;Ada&gt;</footer>"
                                        + "</article>"),
                written.text());
        assertFalse(written.text().contains("too early"), written.text());

        Answer empty = client.post("/notes/", "text", "  ");
        assertTrue(
                empty.text().contains("<p class=\"flash error\">A note has 1 to 500 characters."));

        Answer left = client.post("/logout");
        assertTrue(left.text().contains("Say who you are"), left.text());
    }

    @Test
    void aNameIsNeitherEmptyNorEndless() throws Exception {
        for (String name : List.of(" ", "x".repeat(5000))) {
            Answer again = client.post("/login", "name", name);
            assertEquals("http://localhost/login", again.url());
            assertTrue(again.text().contains("A name has 1 to 50 characters."), again.text());
        }
    }

    @Test
    void programsHaveJson() throws Exception {
        Answer added = client.postJson("/api/notes", new Note("Bob", " Hi "));
        assertEquals("http://localhost/api/notes", added.url());
        Note[] notes = client.json(client.get("/api/notes"), Note[].class);
        assertEquals(List.of(new Note("Bob", "Hi")), List.of(notes));

        Answer wrong = client.postJson("/api/notes", Map.of("author", "Bob"));
        assertEquals(400, wrong.code());
        assertEquals("application/json", wrong.header("Content-Type").orElseThrow());
        assertEquals(
                "{\"error\":\"The JSON of the request is not of the kind that is expected here.\"}",
                wrong.text());
    }

    @Test
    void anAuthorHasAName() throws Exception {
        for (String author : List.of("", " ", "x".repeat(51))) {
            Answer refused = client.postJson("/api/notes", Map.of("author", author, "text", "Hi"));
            assertEquals(400, refused.code(), author);
        }
        String longest = "x".repeat(50);
        client.postJson("/api/notes", Map.of("author", " " + longest, "text", "Hi"));
        Note[] notes = client.json(client.get("/api/notes"), Note[].class);
        assertEquals(List.of(new Note(longest, "Hi")), List.of(notes));
    }

    @Test
    void keepsTheLastFifty() throws Exception {
        for (int i = 0; i < 60; i++) {
            client.postJson("/api/notes", new Note("Bob", "note " + i));
        }
        Note[] notes = client.json(client.get("/api/notes"), Note[].class);
        assertEquals(50, notes.length);
        assertEquals("note 59", notes[0].text());
    }

    @Test
    void greetsAndMisses() throws Exception {
        assertEquals("Hello, Ada & Bob!\n", client.get("/hello/Ada%20&%20Bob").text());
        Answer missing = client.get("/nowhere");
        assertEquals(404, missing.code());
        assertTrue(missing.text().contains("<h1>Not found</h1>"), missing.text());
        assertEquals("DENY", missing.header("X-Frame-Options").orElseThrow());
        assertEquals(200, client.get("/static/board.css").code());
    }

    @Test
    void browsersDoNotMeet() throws Exception {
        List<Callable<Void>> visits = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String name = "visitor " + i;
            visits.add(() -> visit(Client.builder(board).followRedirects().build(), name));
        }
        ExecutorService threads = Executors.newFixedThreadPool(visits.size());
        try {
            for (Future<Void> visit : threads.invokeAll(visits)) {
                visit.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private static @Nullable Void visit(Client browser, String name) throws Exception {
        browser.post("/login", Content.form("name", name));
        for (int i = 0; i < 20; i++) {
            String page = browser.get("/").text();
            assertTrue(page.contains(">" + name + "</a>"), page);
        }
        return null;
    }
}
