package gateway.toolkit.middleware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Application;
import gateway.api.Header;
import gateway.api.Lifecycle;
import gateway.api.Middleware;
import gateway.api.StartResponse;
import gateway.toolkit.debug.DebugMiddleware;
import gateway.toolkit.errors.HttpException;
import gateway.toolkit.files.SharedDataMiddleware;
import gateway.toolkit.proxy.HttpProxyMiddleware;
import gateway.toolkit.proxy.ProxyFixMiddleware;
import gateway.toolkit.proxy.Upstream;
import gateway.toolkit.session.SessionMiddleware;
import gateway.toolkit.validator.ValidatorMiddleware;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What every middleware that is shipped leaves as it is. */
class PassingOnTest {
    /** One in the way in which it is most at work. */
    record Shipped(String name, Middleware middleware) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Shipped> shipped() {
        return List.of(
                new Shipped("dispatcher", DispatcherMiddleware.builder()),
                new Shipped("compression", CompressionMiddleware.builder().minimum(0)),
                new Shipped(
                        "proxy fix", ProxyFixMiddleware.builder().trusting("0.0.0.0/0").xFor(1)),
                new Shipped(
                        "HTTP proxy",
                        HttpProxyMiddleware.builder()
                                .forward("/other", Upstream.at("http://127.0.0.1:9"))),
                new Shipped("session", SessionMiddleware.builder(new byte[32])),
                new Shipped("profiler", ProfilerMiddleware.builder(profile -> {})),
                new Shipped("request id", RequestIdMiddleware.builder()),
                new Shipped(
                        "CORS",
                        CorsMiddleware.builder().origins("https://a.example").credentials()),
                new Shipped(
                        "shared data",
                        SharedDataMiddleware.exporting("/", Path.of("nothing"))
                                .index("index.html")
                                .precompressed()));
    }

    /** With those that have something to say to a fault. */
    static Stream<Shipped> all() {
        return Stream.concat(
                shipped().stream(),
                Stream.of(
                        new Shipped("errors", HttpException.answered()),
                        new Shipped("debug", DebugMiddleware.builder().trustHost("example.com")),
                        new Shipped(
                                "validator",
                                ValidatorMiddleware.named("third").reportingTo(f -> {}))));
    }

    @ParameterizedTest
    @MethodSource("all")
    @Tag("MW-3")
    void capabilities(Shipped shipped) {
        Exchange exchange =
                Exchange.get("/")
                        .header("TE", "trailers")
                        .header("Accept-Encoding", "gzip")
                        .through(shipped.middleware(), Applications.capable());
        assertNull(exchange.failure);
        assertTrue(exchange.steps.get(0).startsWith("hints"), exchange.steps::toString);
        assertEquals(List.of(new Header("Server-Timing", "a;dur=1")), exchange.trailers);
        assertEquals("ab", exchange.body());
    }

    @ParameterizedTest
    @MethodSource("all")
    @Tag("EXT-7")
    void upgrade(Shipped shipped) {
        Exchange exchange =
                Exchange.get("/")
                        .header("Upgrade", "echo")
                        .header("Connection", "upgrade")
                        .through(shipped.middleware(), Applications.upgrading());
        assertNull(exchange.failure);
        assertEquals(List.of("upgrade echo"), exchange.steps);
    }

    @ParameterizedTest
    @MethodSource("all")
    @Tag("MW-2")
    @Tag("CLOSE-5")
    void eventsAsTheyCome(Shipped shipped) {
        Applications.Stream body = Applications.Stream.of("data: 1\n\n", "data: 2\n\n");
        Exchange exchange =
                Exchange.get("/").through(shipped.middleware(), Applications.events(body));
        assertEquals(List.of("flush", "write 9", "write 9", "close"), exchange.steps);
        assertEquals(1, body.closes().get());
        assertEquals(List.of(), exchange.findings);
    }

    @ParameterizedTest
    @MethodSource("all")
    @Tag("CLOSE-5")
    void closesWhatIsNotIterated(Shipped shipped) {
        Applications.Stream body = Applications.Stream.of("never");
        Exchange.of("HEAD", "/")
                .header("Accept-Encoding", "gzip")
                .through(shipped.middleware(), Applications.events(body));
        assertEquals(1, body.closes().get());
    }

    @ParameterizedTest
    @MethodSource("all")
    @Tag("SR-3")
    void errors(Shipped shipped) {
        Exchange exchange =
                Exchange.get("/").through(shipped.middleware(), Applications.replacing());
        assertEquals("failed", exchange.body());
        assertEquals(500, exchange.code());
        assertTrue(exchange.error instanceof IllegalStateException);
    }

    @ParameterizedTest
    @MethodSource("shipped")
    @Tag("APP-5")
    void exceptions(Shipped shipped) {
        Exception thrown = new Exception("from the application");
        Exchange exchange =
                Exchange.get("/")
                        .through(
                                shipped.middleware(),
                                (environ, startResponse) -> {
                                    throw thrown;
                                });
        assertSame(thrown, exchange.failure);
    }

    /** The server has to see them as they are, so that it names the clause. */
    @ParameterizedTest
    @MethodSource("shipped")
    @Tag("APP-3")
    @Tag("BODY-2")
    @SuppressWarnings("NullAway") // On purpose.
    void faultsOfTheApplication(Shipped shipped) throws Exception {
        Application nothing =
                (environ, startResponse) -> {
                    startResponse.start(
                            "200 OK", List.of(new Header("Content-Type", "text/plain")));
                    return null;
                };
        Exchange exchange = Exchange.get("/").header("Accept-Encoding", "gzip");
        assertNull(
                shipped.middleware()
                        .wrap(nothing)
                        .call(exchange.environ, (status, headers, error) -> {}));
        for (Iterable<byte[]> body :
                List.<Iterable<byte[]>>of(
                        Arrays.asList(new byte[] {'a'}, null),
                        () -> Arrays.asList(new byte[] {'a'}, (byte[]) null).iterator())) {
            Application withNull =
                    (environ, startResponse) -> {
                        startResponse.start(
                                "200 OK", List.of(new Header("Content-Type", "text/plain")));
                        return body;
                    };
            Iterator<byte[]> arrays =
                    shipped.middleware()
                            .wrap(withNull)
                            .call(
                                    Exchange.get("/").header("Accept-Encoding", "gzip").environ,
                                    (status, headers, error) -> {})
                            .iterator();
            try {
                boolean found = false;
                while (arrays.hasNext()) {
                    found |= arrays.next() == null;
                }
                assertTrue(found, "the null is lost");
            } catch (NullPointerException e) {
                assertEquals("BODY-2: an element of the body is null", e.getMessage());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    @Tag("LIFE-3")
    void lifecycle(Shipped shipped) throws Exception {
        List<String> told = new ArrayList<>();
        final class Told implements Application, Lifecycle {
            @Override
            public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
                throw new UnsupportedOperationException();
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
        // Not by applyTo, which would do it for a middleware that forgets.
        Lifecycle wrapped = (Lifecycle) shipped.middleware().wrap(new Told());
        wrapped.start(Map.of("a.b", "c"));
        wrapped.stop();
        assertEquals(List.of("start {a.b=c}", "stop"), told);
    }
}
