package gateway.toolkit.response;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Header;
import gateway.api.Lifecycle;
import gateway.api.StartResponse;
import gateway.toolkit.errors.HttpError;
import gateway.toolkit.errors.HttpException;
import gateway.toolkit.exchange.Exchange;
import gateway.toolkit.exchange.Exchange.Reply;
import gateway.toolkit.http.CacheControl;
import gateway.toolkit.http.MediaType;
import gateway.toolkit.http.SameSite;
import gateway.toolkit.http.SetCookie;
import gateway.toolkit.routing.Routes;
import gateway.toolkit.routing.RoutingApplication;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** What each kind of response sends, with the validator between it and the server. */
class ResponseTest {
    static Reply get(Application response) throws Exception {
        return Exchange.get("/").call(response);
    }

    private static String show(Reply reply) {
        return reply.status()
                + " | "
                + reply.header("Content-Type").orElse("-")
                + " | "
                + reply.text()
                + " | "
                + reply.kind();
    }

    @Test
    void textHtmlAndJson() throws Exception {
        assertEquals(
                "200 OK | text/plain; charset=utf-8 | Grüße € | collection",
                show(get(Response.text("Grüße €"))));
        assertEquals(
                "200 OK | text/html; charset=utf-8 | <p>ü | collection",
                show(get(Response.html("<p>ü"))));
        assertEquals(
                "200 OK | application/json | {\"a\":\"ü\"} | collection",
                show(get(Response.json("{\"a\":\"ü\"}"))));
        assertEquals("204 No Content | - |  | collection", show(get(Response.empty())));
    }

    @Test
    void octetsAreCopied() throws Exception {
        byte[] octets = {1, 2, 3};
        Response response = Response.bytes(MediaType.OCTET_STREAM, octets);
        octets[0] = 9;
        assertArrayEquals(new byte[] {1, 2, 3}, get(response).body());
        assertArrayEquals(new byte[] {1, 2, 3}, get(response).body());
    }

    @ParameterizedTest
    @CsvSource({
        "200, 200 OK",
        "201, 201 Created",
        "206, 206 Partial Content",
        "226, 226",
        "299, 299",
        "301, 301 Moved Permanently",
        "404, 404 Not Found",
        "418, 418 I'm a teapot",
        "503, 503 Service Unavailable",
        "599, 599",
    })
    void status(int code, String line) throws Exception {
        Reply reply = get(Response.text("a").withStatus(code));
        assertEquals(line, reply.status());
        assertEquals("a", reply.text());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 99, 100, 199, 600, 1000})
    void statusThatNoResponseHas(int code) {
        assertThrows(IllegalArgumentException.class, () -> Response.text("a").withStatus(code));
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 205, 304})
    void bodilessStatusesHaveNoBody(int code) throws Exception {
        AtomicInteger made = new AtomicInteger();
        Response response =
                Response.body(
                        MediaType.OCTET_STREAM,
                        () -> {
                            made.incrementAndGet();
                            return List.of(new byte[1]);
                        });
        assertEquals(0, get(response.withStatus(code)).body().length);
        assertEquals(0, made.get());
    }

    @Test
    void headers() throws Exception {
        Response response =
                Response.text("a")
                        .withHeader("X-A", "1")
                        .withAddedHeader("x-a", "2")
                        .withHeader("X-B", "3")
                        .withHeader("x-b", "4")
                        .withHeader("X-C", "5")
                        .withoutHeader("x-c")
                        .withVary("Accept")
                        .withVary("Cookie", "accept")
                        .withCacheControl(CacheControl.of("no-store"))
                        .withDownload("naïve.txt")
                        .withContentType(MediaType.of("text/csv"));
        List<Header> expected =
                List.of(
                        new Header("X-A", "1"),
                        new Header("x-a", "2"),
                        new Header("x-b", "4"),
                        new Header("Vary", "Accept, Cookie"),
                        new Header("Cache-Control", "no-store"),
                        new Header(
                                "Content-Disposition",
                                "attachment; filename=\"na_ve.txt\"; filename*=UTF-8''na%C3%AFve.txt"),
                        new Header("Content-Type", "text/csv"));
        assertEquals(expected, response.headers());
        assertEquals(expected, get(response).headers());
        assertEquals(Optional.of("1"), response.header("X-a"));
    }

    @Test
    void headersThatWouldSplitTheResponse() {
        Response response = Response.text("a");
        for (String value : List.of("a\r\nb: c", "a\nb", "a\rb", "a\0b", "a\u2028€")) {
            assertThrows(
                    IllegalArgumentException.class, () -> response.withHeader("X", value), value);
            assertThrows(
                    IllegalArgumentException.class, () -> response.withHeader(value, "x"), value);
        }
        assertTrue(
                response.withDownload("a\r\nb: c")
                        .header("Content-Disposition")
                        .orElseThrow()
                        .contains("a%0D%0Ab%3A%20c"));
    }

    @Test
    void cookies() throws Exception {
        Response response =
                Response.text("a")
                        .withCookie(
                                SetCookie.of("id", "a b;ü")
                                        .withMaxAge(Duration.ofHours(1))
                                        .withDomain("example.com")
                                        .withPath("/p")
                                        .withHttpOnly()
                                        .withSameSite(SameSite.LAX)
                                        .withPartitioned())
                        .withCookie(SetCookie.delete("old"));
        assertEquals(
                List.of(
                        "id=\"a\\040b\\073\\303\\274\"; Domain=example.com; Max-Age=3600; Secure; HttpOnly; Path=/p; SameSite=Lax; Partitioned",
                        "old=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/"),
                get(response).headers().stream()
                        .filter(each -> each.name().equals("Set-Cookie"))
                        .map(Header::value)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /a                        | /a
                    /a?b=c&d#e                | /a?b=c&d#e
                    /ü €                      | /%C3%BC%20%E2%82%AC
                    /100%25                   | /100%25
                    b/c                       | b/c
                    /a\\b                     | /a%5Cb
                    \\\\evil.example          | %5C%5Cevil.example
                    /a"<>^`{}                 | /a%22%3C%3E%5E%60%7B%7D
                    ://ü                      | ://%C3%BC
                    https://bücher.example/ü  | https://xn--bcher-kva.example/%C3%BC
                    //bücher.example          | //xn--bcher-kva.example
                    http://[::1]:80/          | http://[::1]:80/
                    http://ü.example:80/      | http://xn--tda.example:80/
                    http://ü:@[::1]:80/       | http://%C3%BC:@[::1]:80/
                    http://a_b.example/ü      | http://a_b.example/%C3%BC
                    /r?u=http://ü/            | /r?u=http://%C3%BC/
                    """)
    void redirect(String location, String expected) throws Exception {
        Reply reply = get(Response.redirect(location));
        assertEquals("303 See Other", reply.status());
        assertEquals(expected, reply.header("Location").orElseThrow());
        assertEquals("See " + expected + "\n", reply.text());
    }

    /** Each has a wide character that folding makes a delimiter: the host would end before it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.com\uFF0F.example.com/x",
                "https://evil.com\uFF1F.example.com/x",
                "https://evil.com\uFF03.example.com/x",
                "https://a\uFF20evil.com/",
                "//evil.com\uFF3C.example.com/",
                "https://evil.com\u2100.example.com/",
                "https://evil.com\uFF1A80.example.com/",
                "https://b\u00FCcher.example:8\uFF10/",
                "https://b\u00FCcher_1.example/",
                "https://\u00AD/evil.com",
            })
    void redirectToWhatIsNoHost(String location) {
        assertThrows(IllegalArgumentException.class, () -> Response.redirect(location));
    }

    @Test
    void redirectsByOtherStatuses() throws Exception {
        assertEquals("308 Permanent Redirect", get(Response.redirect("/", 308)).status());
        for (int status : new int[] {200, 300, 304, 305, 306, 309, 404}) {
            assertThrows(IllegalArgumentException.class, () -> Response.redirect("/", status));
        }
        for (String location : List.of("", "/a\r\nX: y", "/\0", "\u007f")) {
            assertThrows(IllegalArgumentException.class, () -> Response.redirect(location));
        }
    }

    @Test
    void errors() throws Exception {
        Reply reply = get(Response.error(404).withHeader("X-A", "1"));
        assertEquals("404 Not Found", reply.status());
        assertEquals("1", reply.header("X-A").orElseThrow());
        assertEquals("text/plain; charset=utf-8", reply.header("Content-Type").orElseThrow());
        Reply html = Exchange.get("/").header("Accept", "text/html").call(Response.error(404));
        assertTrue(html.text().contains("<h1>Not Found</h1>"), html.text());
        assertThrows(IllegalArgumentException.class, () -> Response.error(200));
    }

    @Test
    void anotherApplicationWithMoreHeaders() throws Exception {
        AtomicInteger closed = new AtomicInteger();
        Response inner = Response.text("a").withHeader("X-A", "1").withHeader("X-B", "2");
        Response outer =
                Response.from(inner)
                        .withHeader("x-b", "3")
                        .withStatus(201)
                        .withResource(closed::incrementAndGet);
        Reply reply = get(outer);
        assertEquals("201 Created", reply.status());
        assertEquals("a", reply.text());
        assertEquals("1", reply.header("X-A").orElseThrow());
        assertEquals("3", reply.header("X-B").orElseThrow());
        assertEquals("collection", reply.kind());
        assertEquals(1, closed.get());
        assertEquals("200 OK", get(Response.from(inner)).status());
    }

    @Test
    void stream() throws Exception {
        Response response =
                Response.stream(
                        MediaType.of("text/csv"),
                        out -> {
                            for (int i = 0; i < 100_000; i++) {
                                out.write((i + "\n").getBytes(UTF_8));
                            }
                        });
        String expected =
                String.join("", IntStream.range(0, 100_000).mapToObj(i -> i + "\n").toList());
        assertEquals(expected, get(response).text());
        assertEquals("iterable", get(response).kind());
        assertEquals(0, Exchange.of("HEAD", "/").call(response).body().length);
    }

    @Test
    void aBodyOfAnyKindIsMadeForEachRequest() throws Exception {
        AtomicInteger made = new AtomicInteger();
        Response response =
                Response.body(
                        MediaType.OCTET_STREAM,
                        () -> List.of(new byte[] {(byte) made.incrementAndGet()}));
        assertArrayEquals(new byte[] {1}, get(response).body());
        assertArrayEquals(new byte[] {2}, get(response).body());
    }

    @Test
    void aFileThatIsNoneIsNotFound(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("a.txt"), "a");
        Files.createSymbolicLink(directory.resolve("loop"), Path.of("loop"));
        Path pipe = directory.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        for (String name : List.of("", "a.txt/x", "loop", "n".repeat(300), "nothing", "pipe")) {
            // Whoever opens a pipe waits for its other end.
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () ->
                            assertEquals(
                                    "404 Not Found",
                                    get(Response.file(directory.resolve(name))).status(),
                                    name));
        }
    }

    /** Not as root, who may read everything. */
    @Test
    void aFileThatMayNotBeReadIsNotFound(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("a.txt"), "a");
        Files.setPosixFilePermissions(file, Set.of());
        assumeFalse(Files.isReadable(file));
        assertEquals("404 Not Found", get(Response.file(file)).status());
    }

    @Test
    @Tag("LIFE-3")
    void passesTheLifecycleOn() throws Exception {
        List<String> told = new ArrayList<>();
        class Living implements Application, Lifecycle {
            @Override
            public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
                    throws Exception {
                return Response.empty().call(environ, startResponse);
            }

            @Override
            public void start(Map<String, String> settings) {
                told.add("start " + settings);
            }

            @Override
            public void stop() {
                told.add("stop");
            }
        }
        RoutingApplication site =
                RoutingApplication.of(
                        Routes.<Application>builder()
                                .add("/", Response.from(new Living()).withHeader("X-A", "1"))
                                .add("/text", Response.text("a"))
                                .build());
        site.start(Map.of("a", "b"));
        site.stop();
        assertEquals(List.of("start {a=b}", "stop"), told);
    }

    @Test
    void mayBeUsedForErrorsWithDetails() throws Exception {
        HttpException conflict = new HttpException(HttpError.CONFLICT, "taken");
        assertTrue(get(Response.from(conflict)).text().contains("taken"));
    }
}
