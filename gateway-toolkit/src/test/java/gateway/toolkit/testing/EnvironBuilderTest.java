package gateway.toolkit.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;
import gateway.toolkit.validator.ThrowingSink;
import gateway.toolkit.validator.ValidatorMiddleware;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Environs made by hand are those that a server would make. */
class EnvironBuilderTest {
    private static String text(Map<String, Object> environ, String key) {
        return String.valueOf(environ.get(key));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "http://localhost | /a?x=1 | '' | /a | /a | x=1 | /a?x=1 | http://localhost/a?x=1",
                "http://localhost | '' | '' | / | / | '' | / | http://localhost",
                "http://localhost/ | / | '' | / | / | '' | / | http://localhost/",
                "https://h:1/m | /a%20b | /m | /a b | /a%20b | '' | /m/a%20b | https://h:1/m/a%20b",
                "https://h:1/m/ | /x | /m | /x | /x | '' | /m/x | https://h:1/m/x",
                "https://h:1/m%20n | '' | /m n | '' | '' | '' | /m%20n | https://h:1/m%20n",
                "http://localhost | /caf\u00e9 | '' | /caf\u00e9 | /caf%C3%A9 | '' | /caf%C3%A9 |"
                        + " http://localhost/caf%C3%A9",
                "http://localhost | /a%2Fb? | '' | /a/b | /a%2Fb | '' | /a%2Fb? |"
                        + " http://localhost/a%2Fb?",
                "http://localhost/m | * | '' | * | * | '' | * | http://localhost/m",
                "http://localhost | //x/../y;z | '' | //x/../y;z | //x/../y;z | '' | //x/../y;z |"
                        + " http://localhost//x/../y;z",
            })
    @Tag("STR-5")
    void splitsTheTarget(
            String base,
            String target,
            String script,
            String path,
            String rawPath,
            String query,
            String uri,
            String url) {
        EnvironBuilder builder = EnvironBuilder.of("GET", target).base(base);
        Map<String, Object> environ = builder.build();
        assertEquals(script, text(environ, Environ.SCRIPT_NAME));
        assertEquals(path, text(environ, Environ.PATH_INFO));
        assertEquals(rawPath, text(environ, Environ.RAW_PATH_INFO));
        assertEquals(query, text(environ, Environ.QUERY_STRING));
        assertEquals(uri, text(environ, Environ.REQUEST_URI));
        assertEquals(url, builder.url());
    }

    @Test
    void takesHostAndSchemeFromTheBase() {
        Map<String, Object> environ =
                EnvironBuilder.of("GET", "https://Example.org:8443/x").build();
        assertEquals("https", text(environ, Environ.URL_SCHEME));
        assertEquals("Example.org:8443", text(environ, "HTTP_HOST"));
        assertEquals("example.org", text(environ, Environ.SERVER_NAME));
        assertEquals("8443", text(environ, Environ.SERVER_PORT));
        Map<String, Object> other =
                EnvironBuilder.of("GET", "http://[::1]/").header("Host", "evil").build();
        assertEquals("evil", text(other, "HTTP_HOST"));
        assertEquals("[::1]", text(other, Environ.SERVER_NAME));
        assertEquals("80", text(other, Environ.SERVER_PORT));
    }

    @Test
    @Tag("HDR-3")
    void joinsHeadersAsAServerDoes() {
        Map<String, Object> environ =
                EnvironBuilder.of("GET", "/")
                        .header("X-a", "1")
                        .header("x-A", "2")
                        .header("Cookie", "a=1")
                        .header("Cookie", "b=2")
                        .header("Content-Type", "x/y")
                        .basicAuth("user", "pass")
                        .build();
        assertEquals("1, 2", environ.get("HTTP_X_A"));
        assertEquals("a=1; b=2", environ.get("HTTP_COOKIE"));
        assertEquals("x/y", environ.get(Environ.CONTENT_TYPE));
        assertEquals("Basic dXNlcjpwYXNz", environ.get("HTTP_AUTHORIZATION"));
        assertFalse(environ.containsKey("HTTP_CONTENT_TYPE"));
        assertTrue(
                environ.get(Environ.RAW_HEADERS) instanceof List<?> lines
                        && lines.get(0).equals(new Header("Host", "localhost"))
                        && lines.size() == 7);
    }

    @Test
    void addsToTheQuery() {
        assertEquals(
                "http://localhost/a?x=1&q=a+b%26&r=",
                EnvironBuilder.of("GET", "/a?x=1").query("q", "a b&").query("r", "").url());
        assertEquals(
                "http://localhost/a?q=1", EnvironBuilder.of("GET", "/a").query("q", "1").url());
        assertEquals(
                "http://localhost/a?q=1", EnvironBuilder.of("GET", "/a?").query("q", "1").url());
    }

    @Test
    @Tag("ENV-15")
    void declaresTheBody() throws IOException {
        Map<String, Object> none = EnvironBuilder.of("POST", "/").build();
        assertEquals(0L, none.get(Environ.INPUT_LENGTH));
        assertFalse(none.containsKey(Environ.CONTENT_LENGTH));
        Map<String, Object> known =
                EnvironBuilder.of("POST", "/").content(Content.text("caf\u00e9")).build();
        assertEquals(5L, known.get(Environ.INPUT_LENGTH));
        assertEquals("5", known.get(Environ.CONTENT_LENGTH));
        assertEquals("text/plain; charset=utf-8", known.get(Environ.CONTENT_TYPE));
        assertArrayEquals("caf\u00e9".getBytes(UTF_8), Environ.input(known).readAllBytes());
        Map<String, Object> unknown =
                EnvironBuilder.of("POST", "/")
                        .content(Content.chunks("a/b", new byte[] {1}, new byte[] {2, 3}))
                        .build();
        assertEquals(-1L, unknown.get(Environ.INPUT_LENGTH));
        assertFalse(unknown.containsKey(Environ.CONTENT_LENGTH));
        InputStream input = Environ.input(unknown);
        assertEquals(1, input.read(new byte[8]));
        assertEquals(2, input.read(new byte[8]));
        assertEquals(-1, input.read(new byte[8]));
        assertEquals(-1, input.read());
        input.close();
        assertThrows(IOException.class, input::read);
    }

    @Test
    @Tag("ENV-1")
    void makesAnEnvironOfItsOwnEachTime() throws IOException {
        EnvironBuilder builder = EnvironBuilder.of("POST", "/").content(Content.text("x"));
        Map<String, Object> first = builder.build();
        Environ.input(first).readAllBytes();
        first.put("a.b", "c");
        Map<String, Object> second = builder.build();
        assertFalse(second.containsKey("a.b"));
        assertEquals('x', Environ.input(second).read());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "/a#b", "ftp://h/", "http:///x", "http://u@h/"})
    void refusesWhatIsNoTarget(String target) {
        assertThrows(IllegalArgumentException.class, () -> EnvironBuilder.of("GET", target));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/%zz", "/%80", "/%C0%AF", "/%00", "/a%0Ab", "/%7F"})
    @Tag("STR-3")
    void refusesWhatAServerRefuses(String target) {
        EnvironBuilder builder = EnvironBuilder.of("GET", target);
        assertThrows(IllegalArgumentException.class, builder::build);
    }

    @Test
    void refusesABaseWithAQuery() {
        EnvironBuilder builder = EnvironBuilder.of("GET", "/");
        assertThrows(IllegalArgumentException.class, () -> builder.base("http://h/?x"));
        assertThrows(IllegalArgumentException.class, () -> builder.base("/m"));
    }

    /** What is made, read back, and made again. */
    @Test
    void makesTheSameOfAnEnviron() throws IOException {
        Map<String, Object> environ =
                EnvironBuilder.of("PUT", "/a%2Fb?x=1")
                        .base("https://example.org:8443/m")
                        .header("Host", "other.example")
                        .header("X-A", "1")
                        .header("X-A", "2")
                        .content(Content.json("{}"))
                        .protocol("HTTP/1.0")
                        .remoteAddress("192.0.2.7")
                        .environ("my.key", List.of("value"))
                        .build();
        Map<String, Object> again = EnvironBuilder.from(environ).build();
        Map<String, Object> repeated = new TreeMap<>(again);
        assertArrayEquals("{}".getBytes(UTF_8), Environ.input(again).readAllBytes());
        for (String key : List.of(Environ.INPUT, Environ.RAW_HEADERS)) {
            assertTrue(environ.remove(key) != null && again.remove(key) != null);
        }
        assertEquals(new TreeMap<>(environ), new TreeMap<>(again));
        Map<String, Object> changed =
                EnvironBuilder.from(repeated).withoutHeader("x-a").header("X-A", "3").build();
        assertEquals("3", changed.get("HTTP_X_A"));

        Map<String, Object> bare = EnvironBuilder.of("GET", "/").remoteAddress("").build();
        Map<String, Object> same = EnvironBuilder.from(bare).build();
        for (String key : List.of(Environ.INPUT, Environ.RAW_HEADERS)) {
            assertTrue(bare.remove(key) != null && same.remove(key) != null);
        }
        assertEquals(new TreeMap<>(bare), new TreeMap<>(same));
    }

    /** A server that hands this over is no guilty one. */
    @ParameterizedTest
    @CsvSource({
        "GET, http://localhost/, HTTP/1.1",
        "OPTIONS, *, HTTP/1.1",
        "POST, https://[::1]:8443/a%2Fb?x, HTTP/1.0",
        "brew, /a?, HTTP/2",
    })
    void satisfiesTheValidator(String method, String target, String protocol) throws Exception {
        ThrowingSink sink = new ThrowingSink();
        Application checked =
                ValidatorMiddleware.named("test")
                        .reportingTo(sink)
                        .wrap(
                                (environ, startResponse) -> {
                                    Environ.input(environ).readAllBytes();
                                    startResponse.start("204 No Content", List.of());
                                    return List.of();
                                });
        for (Content content :
                List.of(
                        Content.NONE,
                        Content.text(""),
                        Content.form("a", "b"),
                        Content.stream("a/b", () -> new ByteArrayInputStream(new byte[9])))) {
            Map<String, Object> environ =
                    EnvironBuilder.of(method, target).protocol(protocol).content(content).build();
            Iterable<byte[]> body =
                    checked.call(
                            environ,
                            (status, headers, error) -> assertEquals("204 No Content", status));
            if (body instanceof AutoCloseable closeable) {
                closeable.close();
            }
        }
        sink.verify();
        assertEquals(List.of(), sink.findings());
    }
}
