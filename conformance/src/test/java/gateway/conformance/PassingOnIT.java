package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Header;
import gateway.api.Middleware;
import gateway.api.StartResponse;
import gateway.server.Gateway;
import gateway.toolkit.debug.DebugMiddleware;
import gateway.toolkit.files.SharedDataMiddleware;
import gateway.toolkit.middleware.CompressionMiddleware;
import gateway.toolkit.middleware.CorsMiddleware;
import gateway.toolkit.middleware.DispatcherMiddleware;
import gateway.toolkit.middleware.ProfilerMiddleware;
import gateway.toolkit.middleware.RequestIdMiddleware;
import gateway.toolkit.proxy.HttpProxyMiddleware;
import gateway.toolkit.proxy.ProxyFixMiddleware;
import gateway.toolkit.proxy.Upstream;
import gateway.toolkit.session.SessionMiddleware;
import gateway.toolkit.validator.ValidatorMiddleware;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Server-sent events and an upgrade through every shipped middleware, on real connections. */
@Timeout(60)
class PassingOnIT {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * One, at work.
     *
     * @param fields of a request that makes it work
     */
    record Shipped(String name, Middleware middleware, Map<String, String> fields) {
        Shipped(String name, Middleware middleware) {
            this(name, middleware, Map.of());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Shipped> shipped() {
        return List.of(
                new Shipped(
                        "dispatcher",
                        inner -> DispatcherMiddleware.builder().mount("/app", inner).build()),
                new Shipped(
                        "compression",
                        CompressionMiddleware.builder().minimum(0),
                        Map.of("Accept-Encoding", "gzip")),
                new Shipped(
                        "proxy fix",
                        ProxyFixMiddleware.builder().trusting("127.0.0.1").xFor(1),
                        Map.of("X-Forwarded-For", "192.0.2.7")),
                new Shipped(
                        "HTTP proxy",
                        HttpProxyMiddleware.builder()
                                .forward("/other", Upstream.at("http://127.0.0.1:9"))),
                new Shipped("session", SessionMiddleware.builder(new byte[32])),
                new Shipped("profiler", ProfilerMiddleware.builder(profile -> {})),
                new Shipped("request id", RequestIdMiddleware.builder()),
                new Shipped(
                        "CORS",
                        CorsMiddleware.builder().origins("http://127.0.0.1").credentials(),
                        Map.of("Origin", "http://127.0.0.1")),
                new Shipped("shared data", SharedDataMiddleware.exporting("/", Path.of("nothing"))),
                new Shipped("debug", DebugMiddleware.builder()),
                new Shipped(
                        "validator", ValidatorMiddleware.named("only").reportingTo(found -> {})));
    }

    /** Each, and all of them round each other. */
    static Stream<Shipped> each() {
        Shipped all =
                shipped().stream()
                        .reduce(
                                new Shipped("all", inner -> inner),
                                (outer, next) ->
                                        new Shipped(
                                                "all",
                                                outer.middleware().andThen(next.middleware()),
                                                Map.of("Accept-Encoding", "gzip")));
        return Stream.concat(shipped().stream(), Stream.of(all));
    }

    /** The second event is made once the test has seen the first. */
    private static final class Events implements Application, Iterable<byte[]>, AutoCloseable {
        private final Semaphore seen = new Semaphore(0);
        private final AtomicInteger closes = new AtomicInteger();

        @Override
        public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
            if (environ.containsKey(SessionMiddleware.KEY)) {
                SessionMiddleware.session(environ).put("a", "b");
            }
            startResponse.start("200 OK", List.of(new Header("Content-Type", "text/event-stream")));
            return this;
        }

        @Override
        public Iterator<byte[]> iterator() {
            return Stream.of("data: 1\n\n", "data: 2\n\n")
                    .map(
                            event -> {
                                if (event.contains("2")) {
                                    seen.acquireUninterruptibly();
                                }
                                return event.getBytes(UTF_8);
                            })
                    .iterator();
        }

        @Override
        public void close() {
            closes.incrementAndGet();
        }
    }

    private static InputStream open(Gateway gateway, Map<String, String> fields) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + gateway.uri().getPort() + "/app/events"));
        fields.forEach(request::header);
        HttpResponse<InputStream> response =
                CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        String coding = response.headers().firstValue("Content-Encoding").orElse("none");
        assertEquals(fields.getOrDefault("Accept-Encoding", "none"), coding);
        return coding.equals("none") ? response.body() : new GZIPInputStream(response.body());
    }

    private static void follow(Gateway gateway, Events events, Map<String, String> fields)
            throws Exception {
        try (gateway;
                InputStream in = open(gateway, fields)) {
            assertEquals("data: 1\n\n", new String(in.readNBytes(9), UTF_8));
            events.seen.release();
            assertEquals("data: 2\n\n", new String(in.readAllBytes(), UTF_8));
        } finally {
            events.seen.release(2);
        }
    }

    @ParameterizedTest
    @MethodSource("each")
    @Tag("MW-2")
    @Tag("CLOSE-5")
    void events(Shipped shipped) throws Exception {
        Events events = new Events();
        follow(serving(shipped.middleware().applyTo(events)), events, shipped.fields());
        assertEquals(1, events.closes.get());
    }

    @Test
    void eventsOfAnUpstream() throws Exception {
        Events events = new Events();
        try (Gateway upstream = serving(events)) {
            Application proxy =
                    HttpProxyMiddleware.builder()
                            .forward(
                                    "/app",
                                    Upstream.at("http://127.0.0.1:" + upstream.uri().getPort()))
                            .applyTo((environ, startResponse) -> List.of());
            follow(serving(proxy), events, Map.of());
        }
        assertEquals(1, events.closes.get());
    }

    @ParameterizedTest
    @MethodSource("each")
    @Tag("EXT-7")
    @Tag("MW-3")
    void upgrade(Shipped shipped) throws Exception {
        Application echo =
                (environ, startResponse) -> {
                    if (environ.containsKey(SessionMiddleware.KEY)) {
                        SessionMiddleware.session(environ).put("a", "b");
                    }
                    if (!startResponse.upgrade(
                            "echo", List.of(), (in, out) -> in.transferTo(out))) {
                        startResponse.start("400 Bad Request", List.of());
                    }
                    return List.of();
                };
        StringBuilder request = new StringBuilder("GET /app/echo HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        shipped.fields().forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
        request.append("Connection: upgrade\r\nUpgrade: echo\r\n\r\nfirst");
        try (Gateway gateway = serving(shipped.middleware().applyTo(echo));
                Connection connection = Connection.to(gateway.uri())) {
            connection.send(request.toString());
            String head = connection.through("\r\n\r\n");
            assertTrue(head.startsWith("HTTP/1.1 101 "), head);
            assertEquals("first", connection.through("first"));
            connection.send("then");
            assertEquals("then", connection.through("then"));
        }
    }

    private static Gateway serving(Application application) throws Exception {
        return Gateway.serving(application).on("127.0.0.1", 0).start();
    }
}
