package gateway.sample.composed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.toolkit.testing.Answer;
import gateway.toolkit.testing.Client;
import gateway.toolkit.testing.Content;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** The whole of it, called as a server would. */
class ComposedTest {
    private final Composed composed = new Composed();
    private final Client client =
            Client.builder(composed)
                    .base("http://localhost")
                    .environ("REMOTE_ADDR", "127.0.0.1")
                    .build();

    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        composed.start(Map.of("shortly.file", folder.resolve("links").toString()));
    }

    @AfterEach
    void stop() throws Exception {
        composed.stop();
    }

    private Answer through(String method, String target, Content content) throws Exception {
        return client.send(
                client.request(method, target)
                        .content(content)
                        .header("X-Forwarded-For", "6.6.6.6, 192.0.2.7")
                        .header("X-Forwarded-Proto", "https")
                        .header("X-Forwarded-Host", "example.org")
                        .header("X-Forwarded-Prefix", "/apps"));
    }

    @Test
    void eachApplicationIsAtItsPlace() throws Exception {
        assertTrue(client.get("/").text().contains("<a href=\"board/\">"));
        assertTrue(client.get("/board/").text().contains("Nobody has left a note yet."));
        assertTrue(client.get("/s/").text().contains("<form"));
        assertTrue(client.get("/picture/").text().contains("<img"));
        assertTrue(client.get("/environ").text().startsWith("Hello world!"));
        assertEquals(404, client.get("/elsewhere").code());
        assertEquals(404, client.get("/boards").code());
    }

    @Test
    void addressesBeginWhereTheProxySays() throws Exception {
        String page = through("GET", "/board/", Content.NONE).text();
        assertTrue(page.contains("<a href=\"/apps/board/login\">"), page);
        Answer short1 = through("POST", "/s/", Content.form("url", "http://192.0.2.1/"));
        assertEquals("/apps/s/1+", path(short1));
        Answer login = through("POST", "/board/login", Content.form("name", "Ada"));
        assertEquals("/apps/board/", path(login));
        assertTrue(login.header("Set-Cookie").orElseThrow().contains("Secure"), login.toString());
        String environ = through("GET", "/environ", Content.NONE).text();
        for (String line :
                List.of(
                        "REMOTE_ADDR = \"192.0.2.7\"",
                        "HTTP_HOST = \"example.org\"",
                        "SCRIPT_NAME = \"/apps/environ\"",
                        "gateway.url_scheme = \"https\"")) {
            assertTrue(environ.contains("\n" + line + "\n"), environ);
        }
    }

    private static String path(Answer answer) {
        return answer.header("Location").orElseThrow().replace("https://example.org", "");
    }

    @Test
    void aStrangerSaysNothingAboutItself() throws Exception {
        Client stranger = Client.builder(composed).environ("REMOTE_ADDR", "192.0.2.9").build();
        String environ =
                stranger.send(
                                stranger.request("GET", "/environ")
                                        .header("X-Forwarded-For", "127.0.0.1")
                                        .header("X-Forwarded-Prefix", "/apps"))
                        .text();
        assertTrue(environ.contains("\nREMOTE_ADDR = \"192.0.2.9\"\n"), environ);
        assertTrue(environ.contains("\nSCRIPT_NAME = \"/environ\"\n"), environ);
    }

    @Test
    void whatIsLongIsCompressed() throws Exception {
        Answer plain = client.get("/board/static/board.css");
        Answer small =
                client.send(
                        client.request("GET", "/board/static/board.css")
                                .header("Accept-Encoding", "gzip"));
        assertTrue(plain.header("Content-Encoding").isEmpty());
        assertEquals("gzip", small.header("Content-Encoding").orElseThrow());
        assertTrue(small.body().length < plain.body().length);
        assertEquals(plain.text(), unzipped(small));
    }

    private static String unzipped(Answer answer) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void eachRequestHasAnId() throws Exception {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            Answer answer = client.get("/environ");
            String id = answer.header("X-Request-Id").orElseThrow();
            assertTrue(answer.text().contains("request_id = \"" + id + "\""), answer.text());
            ids.add(id);
        }
        assertEquals(3, ids.size());
        Answer given =
                client.send(client.request("GET", "/").header("X-Request-Id", "from-the-proxy"));
        assertEquals("from-the-proxy", given.header("X-Request-Id").orElseThrow());
        assertFalse(ids.contains(""));
    }
}
