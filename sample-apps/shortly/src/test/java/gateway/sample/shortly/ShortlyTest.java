package gateway.sample.shortly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Application;
import gateway.toolkit.testing.Answer;
import gateway.toolkit.testing.Client;
import gateway.toolkit.testing.Content;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The site over a file, request by request. */
class ShortlyTest {
    private static final String FILE = "shortly.file";

    private final Shortly shortly = new Shortly();
    private final Client client = Client.of(shortly);

    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        shortly.start(Map.of(FILE, folder.resolve("links").toString()));
    }

    @AfterEach
    void stop() throws Exception {
        shortly.stop();
    }

    private Answer add(String url) throws Exception {
        return client.post("/", Content.form("url", url));
    }

    private String location(Answer answer) {
        return answer.header("Location").orElse(answer.status() + answer.text());
    }

    @Test
    void makesALinkAndCountsWhoFollowsIt() throws Exception {
        Answer added = add("https://example.org/a?b=c#d");
        assertEquals(303, added.code());
        assertEquals("/1+", location(added));

        for (int clicks = 0; clicks < 3; clicks++) {
            String details = client.get("/1+").text();
            assertTrue(details.contains("<dd id=\"clicks\">" + clicks + "</dd>"), details);
            Answer followed = client.get("/1");
            assertEquals(302, followed.code());
            assertEquals("https://example.org/a?b=c#d", location(followed));
            assertEquals(Optional.of("no-store"), followed.header("Cache-Control"));
        }
        assertEquals("https://example.org/a?b=c#d", location(client.head("/1")));
        String details = client.get("/1+").text();
        assertTrue(details.contains("<dd id=\"clicks\">3</dd>"), details);
        assertTrue(details.contains("<h1>A link to example.org</h1>"), details);
        assertTrue(details.contains("href=\"http://localhost/1\""), details);
    }

    @Test
    void theSameUrlHasOneLink() throws Exception {
        assertEquals("/1+", location(add("http://example.org/")));
        assertEquals("/2+", location(add("http://example.org/b")));
        assertEquals("/1+", location(add(" HTTP://EXAMPLE.ORG:80 ")));
        assertEquals("/3+", location(add("http://example.org/c")));
    }

    @Test
    void numbersGoOnWithLetters() throws Exception {
        for (int number = 1; number < 36; number++) {
            add("http://example.org/" + number);
        }
        assertEquals("/10+", location(add("http://example.org/36")));
        assertEquals("http://example.org/35", location(client.get("/z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "", "\"><script>alert(1)</script>"})
    void asksAgainForWhatIsNoUrl(String typed) throws Exception {
        Answer answer = add(typed);
        assertEquals("422 Unprocessable Content", answer.status());
        assertTrue(answer.text().contains("role=\"alert\""), answer.text());
        assertFalse(answer.text().contains("<script"), answer.text());
        String shown = typed.replace("\"", "&quot;").replace("<", "&lt;").replace(">", "&gt;");
        assertTrue(answer.text().contains("value=\"" + shown + "\""), answer.text());
        assertEquals(404, client.get("/1+").code());
    }

    @Test
    void asksAgainForNothingAtAll() throws Exception {
        assertEquals(422, client.post("/", Content.form()).code());
    }

    @Test
    void leadsNotToItself() throws Exception {
        for (String own : new String[] {"http://localhost/1", "https://LOCALHOST:443/x+"}) {
            Answer answer = add(own);
            assertEquals(422, answer.code(), own);
            assertTrue(answer.text().contains("leads to this site"), answer.text());
        }
        assertEquals("/1+", location(add("http://localhost:8081/")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/1",
                "/1+",
                "/01",
                "/A",
                "/a/b",
                "/zzzzzzzzzzzzzz",
                "/-1",
                "/1%20",
                "/favicon.ico"
            })
    void hasAPageForWhatIsNotThere(String path) throws Exception {
        Answer answer = client.get(path);
        assertEquals("404 Not Found", answer.status());
        assertTrue(answer.text().contains("<h1>Not Found</h1>"), answer.text());
        assertTrue(answer.text().contains("href=\"/static/style.css\""), answer.text());
    }

    @Test
    void saysWhichMethodsThereAre() throws Exception {
        Answer answer = client.delete("/");
        assertEquals(405, answer.code());
        assertEquals(Optional.of("GET, HEAD, OPTIONS, POST"), answer.header("Allow"));
        assertTrue(answer.text().contains("style.css"), answer.text());
    }

    @Test
    void isAtHomeWhereverItIsMounted() throws Exception {
        Client below = Client.builder(shortly).base("https://example.org/s%C3%A9").build();
        Answer added = below.post("/", Content.form("url", "https://example.com/"));
        assertEquals("/s%C3%A9/1+", location(added));
        String details = below.get("/1+").text();
        assertTrue(details.contains("href=\"https://example.org/s%C3%A9/1\""), details);
        assertTrue(details.contains("href=\"/s%C3%A9/static/style.css\""), details);
        assertEquals(200, below.get("/static/style.css").code());
    }

    @Test
    void runsNothingAndLoadsNothingFromElsewhere() throws Exception {
        Answer form = client.get("/");
        String policy = form.header("Content-Security-Policy").orElseThrow();
        assertTrue(policy.startsWith("default-src 'none'"), policy);
        assertEquals("text/css; charset=utf-8", type(client.get("/static/style.css")));
        assertEquals("image/svg+xml; charset=utf-8", type(client.get("/static/icon.svg")));
    }

    private static String type(Answer answer) {
        return answer.header("Content-Type").orElse(answer.status());
    }

    @Test
    void isUnavailableWhileTheStoreIsGone() throws Exception {
        Links gone =
                new Links() {
                    @Override
                    public long add(String url) throws StoreException {
                        throw new StoreException(new Exception("no route to <host>"));
                    }

                    @Override
                    public Optional<Link> find(long number) throws StoreException {
                        throw new StoreException(new Exception("no route to <host>"));
                    }

                    @Override
                    public void count(long number) {}

                    @Override
                    public void close() {}
                };
        Client visitor = Client.of(Shortener.of(gone));
        for (Answer answer :
                new Answer[] {
                    visitor.get("/1"),
                    visitor.get("/1+"),
                    visitor.post("/", Content.form("url", "http://example.org/"))
                }) {
            assertEquals("503 Service Unavailable", answer.status());
            assertEquals(Optional.of("5"), answer.header("Retry-After"));
            assertTrue(answer.text().contains("out of reach"), answer.text());
            assertFalse(answer.text().contains("route"), answer.text());
            assertTrue(answer.log().contains("no route to <host>"), answer.log());
        }
        assertEquals(200, visitor.get("/").code(), "the form asks the store nothing");
    }

    @Test
    void startsNotWithAStoreThatCannotBe() throws Exception {
        Shortly other = new Shortly();
        String notAPath = "a\0b";
        for (Map<String, String> settings :
                List.of(
                        Map.of("shortly.redis", "http://user:secret@localhost/"),
                        Map.of("shortly.redis", "redis://secret word"),
                        Map.of("shortly.redis", "redis://user:secret@localhost/"),
                        Map.of("shortly.redis", "redis://localhost/", FILE, "a"),
                        Map.of(FILE, notAPath))) {
            String message =
                    String.valueOf(
                            assertThrows(
                                            IllegalArgumentException.class,
                                            () -> other.start(settings))
                                    .getMessage());
            assertTrue(message.contains("shortly."), message);
            assertFalse(message.contains("secret"), message);
        }
        other.stop();
        Application early = new Shortly();
        assertEquals(503, Client.of(early).get("/").code());
    }

    @Test
    void isFoundOnAModulePath() {
        assertEquals(
                List.of(List.of(Shortly.class.getName())),
                Shortly.class.getModule().getDescriptor().provides().stream()
                        .map(each -> each.providers())
                        .toList());
    }
}
