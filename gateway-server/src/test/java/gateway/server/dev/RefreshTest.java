package gateway.server.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Finish;
import gateway.api.Header;
import gateway.server.Gateway;
import gateway.server.call.Mount;
import gateway.server.wire.RawClient;
import gateway.toolkit.testing.Answer;
import gateway.toolkit.testing.Client;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The script in pages, and the stream that it listens to. */
@Timeout(120)
class RefreshTest {
    private static final String SCRIPT = "let a = 1;";
    private static final String ELEMENT = "<script>" + SCRIPT + "</script>\n";

    private static Answer answer(String method, Application application) throws Exception {
        Application inserting =
                (environ, startResponse) ->
                        Insertion.isWanted(environ)
                                ? Insertion.call(application, environ, startResponse, SCRIPT)
                                : application.call(environ, startResponse);
        Client client = Client.builder(inserting).header("Accept", "text/html,*/*").build();
        return method.equals("HEAD") ? client.head("/") : client.get("/");
    }

    private static Application page(Iterable<byte[]> body, String... fields) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Content-Type", "text/html; charset=utf-8"));
        for (int i = 0; i < fields.length; i += 2) {
            headers.add(new Header(fields[i], fields[i + 1]));
        }
        return (environ, startResponse) -> {
            startResponse.start("200 OK", headers);
            return body;
        };
    }

    private static List<byte[]> text() {
        return List.of("page".getBytes(UTF_8));
    }

    @Test
    void standsBehindAPageOfAnyKind() throws Exception {
        Iterable<byte[]> stream = () -> text().iterator();
        for (Iterable<byte[]> body : List.of(text(), stream)) {
            assertEquals("page" + ELEMENT, answer("GET", page(body)).text());
            Answer sized = answer("GET", page(body, "Content-Length", "4", "ETag", "\"1\""));
            assertEquals("page" + ELEMENT, sized.text());
            assertEquals(4 + ELEMENT.length(), sized.body().length);
            assertEquals("no-store", sized.header("Cache-Control").orElse(""));
            assertFalse(
                    sized.header("ETag").isPresent(), "an old page would be taken for a new one");
        }
    }

    @Test
    void isCountedInAnswerToHead() throws Exception {
        Answer head = answer("HEAD", page(List.of(), "Content-Length", "4"));
        assertEquals(
                Integer.toString(4 + ELEMENT.length()), head.header("Content-Length").orElse(""));
        assertEquals("", head.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Encoding: gzip",
                "Content-Disposition: attachment; filename=a.html",
                "Repr-Digest: sha-256=:x:"
            })
    void isNotPutWhereItWouldDoHarm(String field) throws Exception {
        String[] parts = field.split(": ");
        assertEquals("page", answer("GET", page(text(), parts)).text());
    }

    @Test
    void isForPagesOfBrowsersOnly() throws Exception {
        Application plain =
                (environ, startResponse) -> {
                    startResponse.start(
                            "200 OK", List.of(new Header("Content-Type", "text/plain")));
                    return text();
                };
        assertEquals("page", answer("GET", plain).text());
    }

    @Test
    void theApplicationHearsOfItsOwnOctets() throws Exception {
        List<Finish> ends = new ArrayList<>();
        answer(
                "GET",
                (environ, startResponse) -> {
                    Environ.onFinish(environ, ends::add);
                    return page(text()).call(environ, startResponse);
                });
        assertEquals(4, ends.getFirst().octets());
    }

    @Test
    void theStreamTellsOfAChangeAndEnds(@TempDir Path folder) throws Exception {
        Project project = new Project(folder, true);
        project.compile(Project.source("one").replace("text/plain", "text/html"));
        List<Mount> mounts = project.mode.mounts();
        try (Gateway gateway =
                        Gateway.serving(project.application)
                                .mount(mounts.getFirst().prefix(), mounts.getFirst().application())
                                .on("127.0.0.1", 0)
                                .start();
                RawClient page = new RawClient(gateway.uri());
                RawClient stream = new RawClient(gateway.uri())) {
            page.send("GET / HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n");
            String html = page.response().body();
            int at = html.indexOf("/.gateway/refresh?");
            assertTrue(at > 0, html);
            String target = html.substring(at, html.indexOf('"', at));
            project.compile(Project.source("two"));
            stream.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertTrue(stream.response().body().endsWith("event: change\ndata: reload\n\n"));
        }
    }
}
