package gateway.toolkit.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;
import gateway.toolkit.middleware.Applications;
import gateway.toolkit.middleware.Exchange;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

@Timeout(60)
class HttpProxyMiddlewareTest {
    static final Application PAGES = Applications.place("pages");

    static HttpProxyMiddleware.Builder to(ScriptedUpstream upstream) {
        return HttpProxyMiddleware.builder().forward("/p", Upstream.at(upstream.url()));
    }

    private static Exchange answer(String octets) throws IOException {
        try (ScriptedUpstream upstream = ScriptedUpstream.answering(octets.replace("|", "\r\n"))) {
            return Exchange.get("/p").header("TE", "trailers").through(to(upstream), PAGES);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "HTTP/1.1 200 OK|Content-Length: 2||ab ~ 200 OK ~ ab",
                "HTTP/1.1 200 OK|Content-Length: 2||abc ~ 200 OK ~ ab",
                "HTTP/1.1 404 Not Found|Content-Length: 0|| ~ 404 Not Found ~ ''",
                "HTTP/1.1 200 |Content-Length: 1||a ~ '200 ' ~ a",
                "HTTP/1.1 200|Content-Length: 1||a ~ '200 ' ~ a",
                "HTTP/1.0 200 OK||ab ~ 200 OK ~ ab",
                "HTTP/1.1 200 OK||ab ~ 200 OK ~ ab",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|ab|1|c|0|| ~ 200 OK ~ abc",
                "HTTP/1.1 200 OK|Transfer-Encoding: Chunked||002;x=y|ab|0|X: y|| ~ 200 OK ~ ab",
                "HTTP/1.1 100 Continue||HTTP/1.1 200 OK|Content-Length: 1||a ~ 200 OK ~ a",
                "HTTP/1.1 102 Processing||HTTP/1.1 201 Made|Content-Length: 1||a ~ 201 Made ~ a",
                "HTTP/1.1 204 No Content|| ~ 204 No Content ~ ''",
                "HTTP/1.1 304 Not Modified|Content-Length: 99|| ~ 304 Not Modified ~ ''",
                "HTTP/1.1 500 Boom|Content-Length: 1||x ~ 500 Boom ~ x",
            })
    void answers(String octets, String status, String body) throws IOException {
        Exchange exchange = answer(octets);
        assertNull(exchange.failure);
        assertEquals(status, exchange.status());
        assertEquals(body, exchange.body());
    }

    /** What could be read in two ways, or in none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "HTTP/1.1 200 OK",
                "HTTP/1.1 200 OK|X: y",
                "HTTP/2 200 OK||",
                "HTTP/1.2 200 OK||",
                "HTTP/1.1  200 OK||",
                "HTTP/1.1 20 OK||",
                "HTTP/1.1 2000 OK||",
                "HTTP/1.1 600 OK||",
                "HTTP/1.1 200 a\u0001b||",
                "HTTP/1.1 200 OK\nX: y||",
                "HTTP/1.1 200 OK\rX: y||",
                "HTTP/1.1 200 OK|X : y||",
                "HTTP/1.1 200 OK| X: y||",
                "HTTP/1.1 200 OK|X: a| b||",
                "HTTP/1.1 200 OK|: y||",
                "HTTP/1.1 200 OK|no colon||",
                "HTTP/1.1 200 OK|X: a\u0000b||",
                "HTTP/1.1 200 OK|Content-Length: 1|Content-Length: 1||a",
                "HTTP/1.1 200 OK|Content-Length: 1, 1||a",
                "HTTP/1.1 200 OK|Content-Length: +1||a",
                "HTTP/1.1 200 OK|Content-Length: -1||a",
                "HTTP/1.1 200 OK|Content-Length: ||a",
                "HTTP/1.1 200 OK|Content-Length: 99999999999999999999||a",
                "HTTP/1.1 200 OK|Content-Length: 1|Transfer-Encoding: chunked||0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: gzip, chunked||0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked, chunked||0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: identity||a",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked|Transfer-Encoding: chunked||0||",
                "HTTP/1.0 200 OK|Transfer-Encoding: chunked||0||",
                "HTTP/1.1 101 Switching Protocols|Upgrade: x||",
            })
    void isNoAnswer(String octets) throws IOException {
        Exchange exchange = answer(octets);
        assertNull(exchange.failure);
        assertEquals(502, exchange.code());
        assertTrue(exchange.body().startsWith("502 Bad Gateway\n"), exchange.body());
    }

    @Test
    void headsWithoutEnd() throws IOException {
        assertEquals(502, answer("HTTP/1.1 200 OK|X: " + "a".repeat(70_000) + "||").code());
        assertEquals(502, answer("HTTP/1.1 200 OK|" + "X: y|".repeat(20_000) + "|").code());
        assertEquals(502, answer("HTTP/1.1 100 Continue||".repeat(30)).code());
    }

    /** Nobody must take the half for the whole. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK|Content-Length: 3||ab",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|ab|",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|ab|0|",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|ab",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|abc|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|ab|-1|",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|ab|0x1|",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|ab|1 |c|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|ab|fffffffffffffffff|",
            })
    @Tag("ERR-3")
    void breaksOff(String octets) throws IOException {
        Exchange exchange = answer(octets);
        assertEquals(200, exchange.code());
        assertEquals("ab", exchange.body());
        assertTrue(exchange.failure instanceof UncheckedIOException);
    }

    @Test
    void leavesOutWhatIsForOneConnection() throws IOException {
        Exchange exchange =
                answer(
                        "HTTP/1.1 200 OK|Connection: keep-alive, X-Hop|Keep-Alive: timeout=5|X-Hop: 1|"
                                + "Upgrade: h2c|Proxy-Connection: x|Status: 200|Content-Length: 1|"
                                + "Set-Cookie: a=1|set-cookie: b=2|X-Kept: 1||a");
        assertEquals(
                List.of("Content-Length", "Set-Cookie", "set-cookie", "X-Kept"),
                exchange.headers().stream().map(Header::name).toList());
    }

    @Test
    void interimAnswersAndTrailers() throws IOException {
        Exchange exchange =
                answer(
                        "HTTP/1.1 103 Early Hints|Link: </a>; rel=preload||HTTP/1.1 200 OK|"
                                + "Transfer-Encoding: chunked||1|a|0|X-Sum: 1|Set-Cookie: no=1|Host: evil||");
        assertEquals("a", exchange.body());
        assertTrue(exchange.steps.get(0).startsWith("hints [Header[name=Link"));
        assertEquals(List.of(new Header("X-Sum", "1")), exchange.trailers);
    }

    @Test
    void headHasNoBody() throws IOException {
        try (ScriptedUpstream upstream =
                ScriptedUpstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 42\r\n\r\n")) {
            Exchange exchange = Exchange.of("HEAD", "/p").through(to(upstream), PAGES);
            assertEquals(Optional.of("42"), exchange.header("Content-Length"));
            assertTrue(upstream.heads.get(0).startsWith("HEAD /p HTTP/1.1\r\n"));
        }
    }

    private static String head(Exchange exchange, Upstream upstream) {
        return ForwardedRequest.head(exchange.environ, upstream);
    }

    @Test
    void theRequestThatTheUpstreamGets() {
        Exchange exchange =
                Exchange.get("/p/a%2Fb//c;x?q=%20&r")
                        .header("Accept", "text/html")
                        .header("X-Custom-Name", "1,  2")
                        .header("Cookie", "a=1; b=2")
                        .header("Connection", "keep-alive, X-Hop")
                        .header("X-Hop", "1")
                        .header("Keep-Alive", "x")
                        .header("Upgrade", "websocket")
                        .header("Expect", "100-continue")
                        .header("X-Forwarded-For", "6.6.6.6")
                        .header("X-Forwarded-Host", "evil")
                        .header("X-Forwarded-Port", "1")
                        .header("Forwarded", "for=6.6.6.6")
                        .header("Content-Type", "text/plain")
                        .header("Via", "1.0 fred")
                        .content("body");
        assertEquals(
                """
                GET /p/a%2Fb//c;x?q=%20&r HTTP/1.1
                Host: app.internal:9000
                Accept: text/html
                Content-Type: text/plain
                Cookie: a=1; b=2
                X-Custom-Name: 1,  2
                Content-Length: 4
                Connection: close
                Via: 1.0 fred, 1.1 gateway
                X-Forwarded-For: 127.0.0.1
                X-Forwarded-Proto: http
                X-Forwarded-Host: example.com

                """
                        .replace("\n", "\r\n"),
                head(exchange, Upstream.at("http://app.internal:9000")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "http://u        ~ false ~ /p/x  ~ /p/x",
                "http://u/       ~ false ~ /p/x  ~ /p/x",
                "http://u/base   ~ false ~ /p/x  ~ /base/p/x",
                "http://u/base/  ~ true  ~ /p/x  ~ /base/x",
                "http://u        ~ true  ~ /p/x  ~ /x",
                "http://u        ~ true  ~ /p    ~ /",
                "http://u        ~ true  ~ /p?   ~ /?",
                "http://u        ~ true  ~ /%70/%78?y  ~ /%78?y",
                "http://u/base   ~ true  ~ /p    ~ /base",
                "http://u        ~ true  ~ /p//x ~ //x",
                "http://u        ~ true  ~ /p/.a/..b/c../.../;. ~ /.a/..b/c../.../;.",
                "http://u        ~ true  ~ /p/x?/../y ~ /x?/../y",
            })
    void targets(String url, boolean removing, String target, String expected) throws IOException {
        try (ScriptedUpstream server =
                ScriptedUpstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            Upstream upstream = Upstream.at(url.replace("http://u", server.url()));
            Exchange.get(target)
                    .through(
                            HttpProxyMiddleware.builder()
                                    .forward("/p", removing ? upstream.removingPrefix() : upstream),
                            PAGES);
            String head = server.heads.get(0);
            assertEquals("GET " + expected + " HTTP/1.1", head.substring(0, head.indexOf('\r')));
            assertEquals(removing, head.contains("\r\nX-Forwarded-Prefix: /"));
        }
    }

    /** The upstream would find another resource than the one that was let through. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/p/../admin",
                "/p/../../admin",
                "/p/..",
                "/p/.",
                "/p/./x",
                "/p/x/../y",
                "/p/%2e%2e/admin",
                "/p/.%2E/admin",
                "/p/x%2f..%2fadmin",
                "/p%2f..%2fadmin",
                "/p/..%5cadmin",
                "/p/x%5c..%5c..",
                "/p/..;/admin",
                "/p/..%3bx=y/admin",
            })
    void pathsThatLeadOut(String target) throws IOException {
        try (ScriptedUpstream server = ScriptedUpstream.answering("HTTP/1.1 204 Done\r\n\r\n")) {
            Upstream upstream = Upstream.at(server.url() + "/v1");
            for (Upstream each : List.of(upstream, upstream.removingPrefix())) {
                Exchange exchange =
                        Exchange.get(target)
                                .through(HttpProxyMiddleware.builder().forward("/p", each), PAGES);
                assertEquals(400, exchange.code());
            }
            assertEquals(List.of(), server.heads);
        }
    }

    @Test
    @Tag("STR-9")
    void optionsOfTheServer() {
        Exchange exchange = Exchange.of("OPTIONS", "*");
        Upstream upstream = Upstream.at("http://u/v1");
        assertTrue(head(exchange, upstream).startsWith("OPTIONS * HTTP/1.1\r\n"));
    }

    @Test
    void hostsAndHeaders() {
        Upstream upstream = Upstream.at("http://u:81").withHeader("Accept", "x/y");
        Exchange exchange = Exchange.get("/p").header("Accept", "text/html");
        assertTrue(head(exchange, upstream).contains("\r\nHost: u:81\r\nAccept: x/y\r\n"));
        assertTrue(head(exchange, upstream.keepingHost()).contains("\r\nHost: example.com\r\n"));
        assertTrue(head(exchange, upstream.withHost("w")).contains("\r\nHost: w\r\n"));
        assertTrue(
                head(exchange.chunked(InputStream.nullInputStream()), upstream)
                        .contains("\r\nTransfer-Encoding: chunked\r\n"));
        for (String name : List.of("Host", "Connection", "Content-Length", "Transfer-Encoding")) {
            assertThrows(IllegalArgumentException.class, () -> upstream.withHeader(name, "x"));
        }
        assertThrows(IllegalArgumentException.class, () -> upstream.withHost("a b"));
        assertThrows(
                IllegalArgumentException.class,
                () -> upstream.withTimeouts(Duration.ZERO, Duration.ofSeconds(1)));
        for (String url : List.of("ftp://u", "u", "http://", "http://a@u", "http://u?x", "//u")) {
            assertThrows(IllegalArgumentException.class, () -> Upstream.at(url), url);
        }
    }

    /** Whoever is in front has put it there; the upstream must not see two requests. */
    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX: y", "a\nb", "a\u0000b"})
    void smugglesNothing(String value) {
        Upstream upstream = Upstream.at("http://u");
        assertThrows(
                IllegalArgumentException.class,
                () -> head(Exchange.get("/p").header("X-A", value), upstream));
        assertThrows(
                IllegalArgumentException.class,
                () -> head(Exchange.get("/p").put(Environ.RAW_PATH_INFO, "/" + value), upstream));
        assertThrows(
                IllegalArgumentException.class,
                () -> head(Exchange.get("/p").put(Environ.REQUEST_METHOD, value), upstream));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        head(
                                Exchange.get("/p?x").put(Environ.QUERY_STRING, value + " HTTP/1.1"),
                                upstream));
    }

    @Test
    void theLongestPrefixWins() throws IOException {
        String ok = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n";
        try (ScriptedUpstream one = ScriptedUpstream.answering(ok + "1");
                ScriptedUpstream two = ScriptedUpstream.answering(ok + "2")) {
            HttpProxyMiddleware.Builder builder =
                    HttpProxyMiddleware.builder()
                            .forward("/a", Upstream.at(one.url()))
                            .forward("/a/b", Upstream.at(two.url()));
            assertEquals("1", Exchange.get("/a/x").through(builder, PAGES).body());
            assertEquals("2", Exchange.get("/a/b/x").through(builder, PAGES).body());
            assertEquals("pages |/ab||/ab", Exchange.get("/ab").through(builder, PAGES).body());
        }
    }

    @Test
    void refusedAndUnknown() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        Upstream refused = Upstream.at("http://127.0.0.1:" + port);
        assertEquals(
                502,
                Exchange.get("/p")
                        .through(HttpProxyMiddleware.builder().forward("/p", refused), PAGES)
                        .code());
        assertEquals(
                502,
                Exchange.get("/p")
                        .through(
                                HttpProxyMiddleware.builder()
                                        .forward("/p", Upstream.at("http://name.invalid")),
                                PAGES)
                        .code());
    }

    @Test
    void plainTextIsNoTls() throws IOException {
        try (ScriptedUpstream upstream = ScriptedUpstream.answering("HTTP/1.1 200 OK\r\n\r\n")) {
            String url = upstream.url().replace("http:", "https:");
            Upstream secure =
                    Upstream.at(url).withTimeouts(Duration.ofMillis(500), Duration.ofSeconds(5));
            int code =
                    Exchange.get("/p")
                            .through(HttpProxyMiddleware.builder().forward("/p", secure), PAGES)
                            .code();
            assertTrue(code == 502 || code == 504, "code " + code);
        }
    }
}
