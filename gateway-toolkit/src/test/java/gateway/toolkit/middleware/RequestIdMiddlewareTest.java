package gateway.toolkit.middleware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Header;
import gateway.api.StartResponse;
import gateway.api.UpgradeHandler;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class RequestIdMiddlewareTest {
    private static Exchange exchange(Exchange exchange) {
        return exchange.through(
                RequestIdMiddleware.builder(), Applications.environ(RequestIdMiddleware.KEY));
    }

    @Test
    void makesOneForEachRequest() {
        Exchange first = exchange(Exchange.get("/"));
        Exchange second = exchange(Exchange.get("/"));
        String id = first.header("X-Request-Id").orElseThrow();
        assertTrue(id.matches("[0-9a-f]{32}"), id);
        assertEquals(id + "\n", first.body());
        assertNotEquals(id, second.header("X-Request-Id").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "7f3c-11", "Root=1-67891233:abc/d+e~f._"})
    void takesOver(String id) {
        Exchange exchange = exchange(Exchange.get("/").header("X-Request-Id", id));
        assertEquals(Optional.of(id), exchange.header("X-Request-Id"));
        assertEquals(id + "\n", exchange.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a, b", "<script>", "\u001b[31m", "a\tb", "\u00e9", "a;b"})
    void takesNothingThatALogCannotTake(String id) {
        Exchange exchange = Exchange.get("/").header("X-Request-Id", id);
        exchange.throughUnjudged(
                RequestIdMiddleware.builder(), Applications.environ(RequestIdMiddleware.KEY));
        assertTrue(exchange.header("X-Request-Id").orElseThrow().matches("[0-9a-f]{32}"));
    }

    @Test
    void takesNothingTooLong() {
        assertEquals(
                128,
                exchange(Exchange.get("/").header("X-Request-Id", "a".repeat(128)))
                        .header("X-Request-Id")
                        .orElseThrow()
                        .length());
        assertEquals(
                32,
                exchange(Exchange.get("/").header("X-Request-Id", "a".repeat(129)))
                        .header("X-Request-Id")
                        .orElseThrow()
                        .length());
    }

    @Test
    void settings() {
        RequestIdMiddleware.Builder builder =
                RequestIdMiddleware.builder().header("Trace").ignoringClients().ids(() -> "own");
        Exchange exchange =
                Exchange.get("/")
                        .header("Trace", "theirs")
                        .through(
                                builder,
                                Applications.text("x", new Header("trace", "the application's")));
        assertEquals(Optional.of("own"), exchange.header("Trace"));
        assertThrows(IllegalArgumentException.class, () -> builder.header("a b"));
    }

    @Test
    void tellsOnlyTheApplication() {
        Exchange exchange =
                Exchange.get("/")
                        .through(
                                RequestIdMiddleware.builder().ids(() -> "7").notTellingClients(),
                                Applications.environ(RequestIdMiddleware.KEY));
        assertEquals("7\n", exchange.body());
        assertEquals(Optional.empty(), exchange.header("X-Request-Id"));
    }

    @Test
    void applicationsFindIt() {
        List<Optional<String>> seen = new ArrayList<>();
        Exchange.get("/")
                .through(
                        RequestIdMiddleware.builder().ids(() -> "7"),
                        Applications.seeing(environ -> seen.add(RequestIdMiddleware.id(environ))));
        assertEquals(List.of(Optional.of("7")), seen);
        assertEquals(Optional.empty(), RequestIdMiddleware.id(java.util.Map.of()));
    }

    @Test
    void tellsWhoLeavesHttp() throws Exception {
        List<Header> told = new ArrayList<>();
        StartResponse server =
                new StartResponse() {
                    @Override
                    public void start(
                            String status, List<Header> headers, @Nullable Throwable error) {}

                    @Override
                    public boolean upgrade(
                            String protocol, List<Header> headers, UpgradeHandler handler) {
                        return told.addAll(headers);
                    }
                };
        RequestIdMiddleware.builder()
                .ids(() -> "7")
                .wrap(Applications.upgrading())
                .call(Exchange.get("/").header("Upgrade", "echo").environ, server);
        assertEquals(List.of(new Header("X-Request-Id", "7")), told);
    }
}
