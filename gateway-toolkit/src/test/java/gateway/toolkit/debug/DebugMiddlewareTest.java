package gateway.toolkit.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.FileBody;
import gateway.api.Header;
import gateway.api.Lifecycle;
import gateway.api.ResponseCommittedException;
import gateway.api.StartResponse;
import gateway.api.UpgradeHandler;
import gateway.toolkit.testing.Answer;
import gateway.toolkit.testing.Client;
import gateway.toolkit.testing.Content;
import gateway.toolkit.testing.EnvironBuilder;
import gateway.toolkit.testing.StreamedAnswer;
import gateway.toolkit.validator.ThrowingSink;
import gateway.toolkit.validator.ValidatorMiddleware;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The page, who sees it, and what is left alone; with a validator on both sides. */
class DebugMiddlewareTest {
    private static final String BROWSER =
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";
    private static final Header TEXT = new Header("Content-Type", "text/plain");

    /** Not as it stands here: the page has excerpts of this file. */
    private static final String SECRET = String.join("-", "no", "body", "knows");

    private final ThrowingSink within = new ThrowingSink();

    @AfterEach
    void nobodyIsGuilty() {
        within.verify();
    }

    private Client browser(Application application) {
        return client(application).header("Accept", BROWSER).build();
    }

    private Client.Builder client(Application application) {
        return Client.builder(
                new DebugMiddleware(
                        ValidatorMiddleware.named("within").reportingTo(within).wrap(application)));
    }

    private static Application throwing(Throwable error) {
        return (environ, startResponse) -> {
            if (error instanceof Error thrown) {
                throw thrown;
            }
            throw (Exception) error;
        };
    }

    /** Yields some octets, then throws. */
    private static final class Failing implements Iterable<byte[]>, AutoCloseable {
        private final List<byte[]> before;
        private final String where;
        private int closed;

        Failing(String where, byte[]... before) {
            this.where = where;
            this.before = List.of(before);
        }

        @Override
        public Iterator<byte[]> iterator() {
            if (where.equals("iterator")) {
                throw new IllegalStateException("in iterator");
            }
            return new Iterator<>() {
                private int at;

                @Override
                public boolean hasNext() {
                    if (at == before.size() && where.equals("hasNext")) {
                        throw new IllegalStateException("in hasNext");
                    }
                    return true;
                }

                @Override
                public byte[] next() {
                    if (at == before.size()) {
                        throw new IllegalStateException("in next");
                    }
                    return before.get(at++);
                }
            };
        }

        @Override
        public void close() {
            closed++;
        }
    }

    private static Application of(Iterable<byte[]> body) {
        return (environ, startResponse) -> {
            startResponse.start("200 OK", List.of(TEXT, new Header("X-A", "1")));
            return body;
        };
    }

    @Test
    void showsAnExceptionToABrowser() throws Exception {
        IllegalStateException error =
                new IllegalStateException(
                        "the <b>message</b>", new IOException("the 'cause' & more"));
        error.addSuppressed(new ArithmeticException("the \"suppressed\""));
        Client client = browser(throwing(error));
        Answer answer =
                client.send(
                        client.request("GET", "/a%20b?q=1&password=" + SECRET)
                                .header("X-Note", "</td><script>alert(1)</script>")
                                .header("Cookie", "id=" + SECRET));
        String page = answer.text();
        assertEquals("500 Internal Server Error", answer.status());
        assertEquals("text/html; charset=utf-8", answer.header("Content-Type").orElseThrow());
        assertEquals(
                Integer.toString(answer.body().length),
                answer.header("Content-Length").orElseThrow());
        assertEquals("no-store", answer.header("Cache-Control").orElseThrow());
        assertEquals("DENY", answer.header("X-Frame-Options").orElseThrow());
        assertTrue(page.contains("the &lt;b&gt;message&lt;/b&gt;"), page);
        assertTrue(page.contains("Caused by <span class=\"type\">java.io.IOException"), page);
        assertTrue(page.contains("the &#39;cause&#39; &amp; more"), page);
        assertTrue(page.contains("Suppressed <span class=\"type\">java.lang.Arith"), page);
        assertTrue(page.contains("<mark>"), "an excerpt of this file");
        assertTrue(page.contains("GET /a%20b?q=1&amp;password=(hidden)"), page);
        assertTrue(page.contains("<th>HTTP_X_NOTE</th><td>&quot;&lt;/td&gt;&lt;script"), page);
        assertFalse(page.contains(SECRET), page);
        assertFalse(page.contains("<b>message"), page);
        assertFalse(page.contains("<script>alert"), page);
        assertTrue(answer.log().contains("java.lang.IllegalStateException: the <b>"));
        assertTrue(answer.log().contains("Caused by: java.io.IOException"));
    }

    /** One style and one script, both named by their hash, and nothing from elsewhere. */
    @Test
    void loadsNothingAndRunsOneScript() throws Exception {
        Answer answer = browser(throwing(new Exception("x"))).get("/");
        String page = answer.text();
        String policy = answer.header("Content-Security-Policy").orElseThrow();
        assertTrue(policy.startsWith("default-src 'none'; "), policy);
        assertTrue(policy.contains("form-action 'none'"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertEquals(2, page.split("<script", -1).length);
        assertEquals(2, page.split("<style", -1).length);
        assertFalse(
                page.matches("(?s).*<(?:img|iframe|object|embed|form|a|base|video|audio)\\b.*"));
        assertFalse(page.matches("(?s).*\\b(?:src|action|srcset|on[a-z]+)=.*"), page);
        assertEquals(2, page.split(" href=", -1).length);
        assertTrue(page.contains("<link rel=\"icon\" href=\"data:,\">"));
        String style = page.substring(page.indexOf("<style>"), page.indexOf("</style>"));
        assertFalse(style.contains("url(") || style.contains("@import"), style);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                BROWSER + " | true",
                "text/html | true",
                "text/html;q=0.5, text/plain;q=0.5 | true",
                "TEXT/HTML, */* | true",
                "- | false",
                "*/* | false",
                "text/* | false",
                "application/json, text/plain, */* | false",
                "text/html;q=0 | false",
                "text/html;q=0.4, text/plain;q=0.5 | false",
                ",;\"\\ | false",
            })
    void speaksPlainlyToOthers(@Nullable String accept, boolean html) throws Exception {
        Client client = client(throwing(new IllegalStateException("<why>"))).build();
        EnvironBuilder request = client.request("GET", "/x");
        if (accept != null) {
            request.header("Accept", accept);
        }
        Answer answer = client.send(request);
        assertEquals(500, answer.code());
        assertEquals(
                (html ? "text/html" : "text/plain") + "; charset=utf-8",
                answer.header("Content-Type").orElseThrow());
        if (!html) {
            assertTrue(
                    answer.text().startsWith("java.lang.IllegalStateException: <why>\n\tat "),
                    answer.text());
            assertTrue(answer.text().contains("\nREQUEST_METHOD = \"GET\"\n"), answer.text());
            assertTrue(answer.text().contains("\nGET /x\n"), answer.text());
        }
    }

    /** The text to copy is the text that others get. */
    @Test
    void holdsItsTextToCopy() throws Exception {
        Application application = throwing(new IllegalStateException("a < b"));
        String text = client(application).header("Accept", "text/plain").build().get("/").text();
        String page = browser(application).get("/").text();
        int start = page.indexOf('\n', page.indexOf("<textarea")) + 1;
        String copy =
                page.substring(start, page.indexOf("</textarea>"))
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&#39;", "'")
                        .replace("&amp;", "&");
        assertEquals(withoutAccept(text), withoutAccept(copy));
    }

    /** Nor do both calls come from the same line. */
    private static String withoutAccept(String text) {
        return text.replaceAll("text/[-a-z/+*;=0-9., ]+", "")
                .replaceAll("\\tat gateway.*DebugMiddlewareTest.*\\n", "");
    }

    @ParameterizedTest
    @CsvSource({
        "Host, evil.example",
        "Host, localhost.evil.example",
        "X-Forwarded-For, 127.0.0.1",
        "Origin, http://evil.example",
    })
    void isNotThereForStrangers(String name, String value) {
        IllegalStateException error = new IllegalStateException("inside");
        Client client = browser(throwing(error));
        EnvironBuilder request = client.request("GET", "/").header(name, value);
        assertSame(error, assertThrows(IllegalStateException.class, () -> client.send(request)));
        EnvironBuilder far = client.request("GET", "/").remoteAddress("192.0.2.1");
        assertSame(error, assertThrows(IllegalStateException.class, () -> client.send(far)));
    }

    /** What is inside may set the keys of the request, and is not believed. */
    @Test
    void decidesBeforeTheCall() {
        Client client =
                browser(
                        (environ, startResponse) -> {
                            environ.put("HTTP_HOST", "localhost");
                            environ.put(Environ.REMOTE_ADDR, "127.0.0.1");
                            throw new IllegalStateException("inside");
                        });
        EnvironBuilder request = client.request("GET", "/").header("Host", "evil.example");
        assertThrows(IllegalStateException.class, () -> client.send(request));
    }

    @Test
    void trustsWhomItIsToldTo() throws Exception {
        Application debugged =
                DebugMiddleware.builder()
                        .trustHost("Dev.Example")
                        .trustPeers(peer -> peer.startsWith("10."))
                        .hide("shoe size")
                        .wrap(throwing(new Exception("x")));
        Client client = Client.builder(debugged).base("http://dev.example:8080").build();
        Answer answer =
                client.send(client.request("GET", "/?shoe_size=48cm").remoteAddress("10.0.0.1"));
        assertEquals(500, answer.code());
        assertFalse(answer.text().contains("48cm"), answer.text());
        assertThrows(
                Exception.class,
                () -> client.send(client.request("GET", "/").remoteAddress("127.0.0.1")));
    }

    @Test
    void readsSourcesBelowARoot(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("far"));
        Files.writeString(folder.resolve("far/Away.java"), "one\ntwo <2>\nthree\n");
        Exception error = new Exception("x");
        error.setStackTrace(
                new StackTraceElement[] {new StackTraceElement("far.Away", "m", "Away.java", 2)});
        Application debugged = DebugMiddleware.builder().sourceRoot(folder).wrap(throwing(error));
        String page = Client.builder(debugged).header("Accept", BROWSER).build().get("/").text();
        assertTrue(page.contains("<mark><i>    2</i> two &lt;2&gt;</mark>"), page);
    }

    @Test
    @Tag("SR-3")
    void replacesAResponseThatWasStarted() throws Exception {
        Answer answer =
                browser(
                                (environ, startResponse) -> {
                                    startResponse.start(
                                            "200 OK", List.of(TEXT, new Header("X-A", "1")));
                                    throw new AssertionError("after start");
                                })
                        .get("/");
        assertEquals(500, answer.code());
        assertEquals(List.of(), answer.headers("X-A"));
        assertTrue(answer.text().contains("after start"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iterator", "hasNext", "next"})
    @Tag("CLOSE-5")
    void showsWhatTheBodyThrowsBeforeItsFirstOctet(String where) throws Exception {
        for (byte[][] before : new byte[][][] {{}, {new byte[0], new byte[0]}}) {
            Failing body = new Failing(where, before);
            Answer answer = browser(of(body)).get("/");
            assertEquals(500, answer.code());
            assertEquals(List.of(), answer.headers("X-A"));
            assertTrue(answer.text().contains("in " + where), answer.text());
            assertEquals(1, body.closed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hasNext", "next"})
    @Tag("ERR-3")
    void letsGoOnWhatComesAfterTheCommit(String where) throws Exception {
        Failing body = new Failing(where, new byte[] {'x'});
        Client client = browser(of(body));
        try (StreamedAnswer answer = client.stream(client.request("GET", "/"))) {
            assertEquals("200 OK", answer.status());
            assertEquals('x', answer.body().read());
            IllegalStateException thrown =
                    assertThrows(IllegalStateException.class, () -> answer.body().read());
            assertEquals("in " + where, thrown.getMessage());
        }
        assertEquals(1, body.closed);
    }

    @Test
    @Tag("SR-4")
    void letsGoOnWhatComesAfterAFlush() {
        IllegalStateException error = new IllegalStateException("late");
        Client client =
                browser(
                        (environ, startResponse) -> {
                            startResponse.start("200 OK", List.of(TEXT));
                            startResponse.flush();
                            throw error;
                        });
        assertSame(error, assertThrows(IllegalStateException.class, () -> client.get("/")));
        Client hidden =
                Client.builder(
                                (environ, startResponse) ->
                                        new DebugMiddleware(throwing(error))
                                                .call(
                                                        environ,
                                                        (status, headers, e) -> {
                                                            throw new ResponseCommittedException(
                                                                    error);
                                                        }))
                        .build();
        assertSame(
                error,
                assertThrows(ResponseCommittedException.class, () -> hidden.get("/")).getCause());
    }

    /** The server answers 400, 408 or 413, whatever the application makes of it. */
    @Test
    @Tag("ERR-1")
    void leavesTheFailuresOfAClientToTheServer() throws Exception {
        Application reading =
                (environ, startResponse) -> {
                    try {
                        Environ.input(environ).readAllBytes();
                    } catch (IOException e) {
                        throw new IllegalStateException("wrapped", e);
                    }
                    throw new AssertionError("read it all");
                };
        Client client = browser(reading);
        InputStream cut = InputStream.nullInputStream();
        cut.close();
        Content broken = Content.stream("a/b", () -> cut);
        IllegalStateException thrown =
                assertThrows(IllegalStateException.class, () -> client.post("/", broken));
        assertEquals("wrapped", thrown.getMessage());
        assertEquals(500, client.post("/", Content.text("x")).code());
        Client closing =
                browser(
                        (environ, startResponse) -> {
                            Environ.input(environ).close();
                            Environ.input(environ).read();
                            throw new AssertionError("it was closed");
                        });
        assertEquals(500, closing.post("/", Content.text("x")).code(), "its own mistake");
        for (boolean flush : List.of(true, false)) {
            IOException gone = new IOException("client gone");
            StartResponse away =
                    new StartResponse() {
                        @Override
                        public void start(
                                String status, List<Header> headers, @Nullable Throwable error) {
                            assertEquals("200 OK", status);
                        }

                        @Override
                        public boolean flush() throws IOException {
                            throw gone;
                        }

                        @Override
                        public boolean earlyHints(List<Header> headers) throws IOException {
                            throw gone;
                        }
                    };
            Application sending =
                    (environ, startResponse) -> {
                        startResponse.start("200 OK", List.of(TEXT));
                        if (flush) {
                            startResponse.flush();
                        }
                        startResponse.earlyHints(List.of());
                        return List.of();
                    };
            assertSame(
                    gone,
                    assertThrows(
                            IOException.class,
                            () ->
                                    new DebugMiddleware(sending)
                                            .call(EnvironBuilder.of("GET", "/").build(), away)));
        }
    }

    @Test
    void namesTheClauseOfABreach() throws Exception {
        Failing body = new Failing("next");
        assertTrue(
                Client.of(new DebugMiddleware((environ, startResponse) -> body))
                        .get("/")
                        .text()
                        .contains("APP-4"));
        assertEquals(1, body.closed);
        Application none =
                new DebugMiddleware(
                        (environ, startResponse) -> {
                            startResponse.start("200 OK", List.of(TEXT));
                            return nothing();
                        });
        assertTrue(Client.of(none).get("/").text().contains("APP-3"));
        Iterator<byte[]> nulls =
                new ArrayList<byte[]>(java.util.Collections.singletonList(nothing())).iterator();
        assertTrue(
                Client.of(new DebugMiddleware(of(() -> nulls))).get("/").text().contains("BODY-2"));
    }

    /** What an application that was compiled without a look at nulls may give. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }

    @Test
    void passesTheRestThrough(@TempDir Path folder) throws Exception {
        List<byte[]> collection = List.of(new byte[] {'x'});
        Path path = Files.write(folder.resolve("f"), new byte[] {1, 2});
        FileBody file = FileBody.open(path, 0, 2);
        for (Iterable<byte[]> body : List.of(collection, file)) {
            assertSame(
                    body,
                    new DebugMiddleware(of(body))
                            .call(
                                    EnvironBuilder.of("GET", "/").build(),
                                    (status, headers, error) -> assertEquals("200 OK", status)));
        }
        file.close();
        Iterator<byte[]> pieces =
                List.of(new byte[] {'a'}, new byte[0], new byte[] {'b'}).iterator();
        Application all =
                (environ, startResponse) -> {
                    startResponse.earlyHints(List.of(new Header("Link", "</x>")));
                    startResponse.start("200 OK", List.of(TEXT));
                    startResponse.trailers(() -> List.of(new Header("X-T", "t")));
                    return () -> pieces;
                };
        Client client = browser(all);
        Answer answer = client.send(client.request("GET", "/").header("TE", "trailers"));
        assertEquals("ab", answer.text());
        assertEquals(2, answer.arrays().size());
        assertEquals(List.of(new Header("X-T", "t")), answer.trailers());
        assertEquals(1, answer.hints().size());
    }

    @Test
    @Tag("MW-3")
    void passesAnUpgradeOn() throws Exception {
        List<String> steps = new ArrayList<>();
        StartResponse server =
                new StartResponse() {
                    @Override
                    public void start(
                            String status, List<Header> headers, @Nullable Throwable error) {
                        steps.add(status);
                    }

                    @Override
                    public boolean upgrade(
                            String protocol, List<Header> headers, UpgradeHandler handler) {
                        steps.add("upgrade to " + protocol);
                        return true;
                    }
                };
        Application chat =
                (environ, startResponse) -> {
                    assertTrue(startResponse.upgrade("chat", List.of(), (in, out) -> {}));
                    return List.of();
                };
        new DebugMiddleware(chat).call(EnvironBuilder.of("GET", "/").build(), server);
        assertEquals(List.of("upgrade to chat"), steps);
    }

    @Test
    void answersHeadWithTheHeadersOfThePage() throws Exception {
        Answer answer = browser(throwing(new Exception("x"))).head("/");
        assertEquals(500, answer.code());
        assertTrue(Integer.parseInt(answer.header("Content-Length").orElseThrow()) > 1_000);
        assertEquals("", answer.text());
    }

    @Test
    void showsAnOverflowAndLetsTheVirtualMachinesErrorsGo() throws Exception {
        Application deep = (environ, startResponse) -> List.of(new byte[deeper(1)]);
        assertTrue(browser(deep).get("/").text().contains("StackOverflowError"));
        OutOfMemoryError error = new OutOfMemoryError("none left");
        Client client = browser(throwing(error));
        assertSame(error, assertThrows(OutOfMemoryError.class, () -> client.get("/")));
    }

    @SuppressWarnings("InfiniteRecursion")
    private static int deeper(int n) {
        return deeper(n + 1) + 1;
    }

    /** An exception that cannot be described goes on to the server. */
    @Test
    void goesOnWhereThePageFails() {
        RuntimeException error =
                new RuntimeException("x") {
                    private static final long serialVersionUID = 1;

                    @Override
                    public void printStackTrace(java.io.PrintWriter writer) {
                        throw new IllegalStateException("will not be printed");
                    }
                };
        Client client = browser(throwing(error));
        assertSame(error, assertThrows(RuntimeException.class, () -> client.get("/")));
        assertInstanceOf(IllegalStateException.class, error.getSuppressed()[0]);
    }

    @Test
    @Tag("LIFE-3")
    void passesTheLifecycleOn() throws Exception {
        List<String> told = new ArrayList<>();
        class Living implements Application, Lifecycle {
            @Override
            public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
                startResponse.start("204 No Content", List.of());
                return List.of();
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
        DebugMiddleware debugged = new DebugMiddleware(new Living());
        debugged.start(Map.of("a", "b"));
        debugged.stop();
        new DebugMiddleware(new Demo()).start(Map.of());
        assertEquals(List.of("start {a=b}", "stop"), told);
    }

    @Test
    void hidesSecretsInMessagesAndLogsThemNot() throws Exception {
        Supplier<Exception> error = () -> new Exception("no user for token " + SECRET);
        Client client = browser(throwing(error.get()));
        Answer answer = client.send(client.request("GET", "/").header("X-Token", SECRET));
        assertFalse(answer.text().contains(SECRET), answer.text());
        assertTrue(answer.text().contains("no user for token (hidden)"), answer.text());
    }
}
