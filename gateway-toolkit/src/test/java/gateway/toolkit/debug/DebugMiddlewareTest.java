package gateway.toolkit.debug;

import static gateway.toolkit.debug.Debugged.BROWSER;
import static gateway.toolkit.debug.Debugged.TEXT;
import static gateway.toolkit.debug.Debugged.throwing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.toolkit.testing.Answer;
import gateway.toolkit.testing.Client;
import gateway.toolkit.testing.EnvironBuilder;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/** The page, who sees it, and what is left alone; with a validator on both sides. */
class DebugMiddlewareTest {
    /** Not as it stands here: the page has excerpts of this file. */
    private static final String SECRET = String.join("-", "no", "body", "knows");

    private final Debugged clients = new Debugged();

    @AfterEach
    void nobodyIsGuilty() {
        clients.verify();
    }

    @Test
    void showsAnExceptionToABrowser() throws Exception {
        IllegalStateException error =
                new IllegalStateException(
                        "the <b>message</b>", new IOException("the 'cause' & more"));
        error.addSuppressed(new ArithmeticException("the \"suppressed\""));
        Client client = clients.browser(throwing(error));
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
        Answer answer = clients.browser(throwing(new Exception("x"))).get("/");
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
        Client client = clients.client(throwing(new IllegalStateException("<why>"))).build();
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
        String text =
                clients.client(application).header("Accept", "text/plain").build().get("/").text();
        String page = clients.browser(application).get("/").text();
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
        Client client = clients.browser(throwing(error));
        EnvironBuilder request = client.request("GET", "/").header(name, value);
        assertSame(error, assertThrows(IllegalStateException.class, () -> client.send(request)));
        EnvironBuilder far = client.request("GET", "/").remoteAddress("192.0.2.1");
        assertSame(error, assertThrows(IllegalStateException.class, () -> client.send(far)));
    }

    /** What is inside may set the keys of the request, and is not believed. */
    @Test
    void decidesBeforeTheCall() {
        Client client =
                clients.browser(
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
    void namesTheClauseOfABreach() throws Exception {
        Debugged.Failing body = new Debugged.Failing("next");
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
                Client.of(new DebugMiddleware(Debugged.of(() -> nulls)))
                        .get("/")
                        .text()
                        .contains("BODY-2"));
    }

    /** What an application that was compiled without a look at nulls may give. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }

    @Test
    void answersHeadWithTheHeadersOfThePage() throws Exception {
        Answer answer = clients.browser(throwing(new Exception("x"))).head("/");
        assertEquals(500, answer.code());
        assertTrue(Integer.parseInt(answer.header("Content-Length").orElseThrow()) > 1_000);
        assertEquals("", answer.text());
    }

    @Test
    void showsAnOverflowAndLetsTheVirtualMachinesErrorsGo() throws Exception {
        Application deep = (environ, startResponse) -> List.of(new byte[deeper(1)]);
        assertTrue(clients.browser(deep).get("/").text().contains("StackOverflowError"));
        OutOfMemoryError error = new OutOfMemoryError("none left");
        Client client = clients.browser(throwing(error));
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
        Client client = clients.browser(throwing(error));
        assertSame(error, assertThrows(RuntimeException.class, () -> client.get("/")));
        assertInstanceOf(IllegalStateException.class, error.getSuppressed()[0]);
    }

    @Test
    void hidesSecretsInMessagesAndLogsThemNot() throws Exception {
        Supplier<Exception> error = () -> new Exception("no user for token " + SECRET);
        Client client = clients.browser(throwing(error.get()));
        Answer answer = client.send(client.request("GET", "/").header("X-Token", SECRET));
        assertFalse(answer.text().contains(SECRET), answer.text());
        assertTrue(answer.text().contains("no user for token (hidden)"), answer.text());
    }
}
