package gateway.toolkit.middleware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gateway.api.Header;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

class CorsMiddlewareTest {
    private static final String ORIGIN = "https://a.example";

    private static CorsMiddleware.Builder builder() {
        return CorsMiddleware.builder()
                .origins(ORIGIN, "http://localhost:3000")
                .credentials()
                .methods("GET", "PUT")
                .requestHeaders("X-Token", "Content-Type")
                .exposing("X-Total")
                .maxAge(Duration.ofSeconds(60));
    }

    private static Exchange preflight(String origin) {
        return Exchange.of("OPTIONS", "/a")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "PUT")
                .through(
                        builder(),
                        (environ, startResponse) -> {
                            throw new AssertionError("a preflight reached the application");
                        });
    }

    @Test
    void preflightOfAnAllowedOrigin() {
        Exchange exchange = preflight(ORIGIN);
        assertEquals(204, exchange.code());
        assertEquals(Optional.of(ORIGIN), exchange.header("Access-Control-Allow-Origin"));
        assertEquals(Optional.of("true"), exchange.header("Access-Control-Allow-Credentials"));
        assertEquals(Optional.of("GET, PUT"), exchange.header("Access-Control-Allow-Methods"));
        assertEquals(
                Optional.of("X-Token, Content-Type"),
                exchange.header("Access-Control-Allow-Headers"));
        assertEquals(Optional.of("60"), exchange.header("Access-Control-Max-Age"));
        assertEquals(
                Optional.of(
                        "Origin, Access-Control-Request-Method, Access-Control-Request-Headers"),
                exchange.header("Vary"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://a.example",
                "https://a.example.evil",
                "https://evil.example",
                "https://a.example:444",
                "https://xa.example",
                "https://aXexample",
                "HTTPS://A.EXAMPLE",
                "https://a.example, https://evil.example",
                "null",
                "*",
                ""
            })
    void otherOrigins(String origin) {
        Exchange refused = preflight(origin);
        assertEquals(403, refused.code());
        assertEquals(Optional.empty(), refused.header("Access-Control-Allow-Origin"));
        Exchange hidden =
                Exchange.get("/a").header("Origin", origin).through(builder(), application());
        assertEquals(200, hidden.code());
        assertEquals(Optional.empty(), hidden.header("Access-Control-Allow-Origin"));
        assertEquals(Optional.empty(), hidden.header("Access-Control-Allow-Credentials"));
        assertEquals(Optional.of("Accept, Origin"), hidden.header("Vary"));
    }

    private static gateway.api.Application application() {
        return Applications.text(
                "x", new Header("access-control-allow-origin", "*"), new Header("Vary", "Accept"));
    }

    @Test
    void actualRequest() {
        Exchange exchange =
                Exchange.get("/a").header("Origin", ORIGIN).through(builder(), application());
        assertEquals("x", exchange.body());
        assertEquals(Optional.of(ORIGIN), exchange.header("Access-Control-Allow-Origin"));
        assertEquals(Optional.of("true"), exchange.header("Access-Control-Allow-Credentials"));
        assertEquals(Optional.of("X-Total"), exchange.header("Access-Control-Expose-Headers"));
        assertEquals(Optional.empty(), exchange.header("Access-Control-Allow-Methods"));
    }

    /** A cache must not give the answer without the fields to an allowed origin. */
    @Test
    void variesWithoutOrigin() {
        Exchange exchange = Exchange.get("/a").through(builder(), application());
        assertEquals(Optional.of("Accept, Origin"), exchange.header("Vary"));
        assertEquals(Optional.empty(), exchange.header("Access-Control-Allow-Origin"));
    }

    /** The same fields for all, for nothing tells a cache to keep two answers. */
    @Test
    void anyOrigin() {
        for (Exchange exchange :
                List.of(
                        Exchange.get("/a").header("Origin", "https://who.example"),
                        Exchange.get("/a"))) {
            exchange.through(
                    CorsMiddleware.builder().anyOrigin().exposing("X-Total"), application());
            assertEquals(Optional.of("*"), exchange.header("Access-Control-Allow-Origin"));
            assertEquals(Optional.of("X-Total"), exchange.header("Access-Control-Expose-Headers"));
            assertEquals(Optional.of("Accept"), exchange.header("Vary"));
        }
    }

    @Test
    void optionsThatAreNoPreflightReachTheApplication() {
        Exchange plain =
                Exchange.of("OPTIONS", "/a")
                        .header("Origin", ORIGIN)
                        .through(builder(), application());
        assertEquals("x", plain.body());
        Exchange foreign =
                Exchange.of("OPTIONS", "/a")
                        .header("Access-Control-Request-Method", "PUT")
                        .through(builder(), application());
        assertEquals("x", foreign.body());
    }

    @Test
    void withoutOriginsNothingIsChanged() {
        Exchange exchange =
                Exchange.get("/a")
                        .header("Origin", ORIGIN)
                        .through(CorsMiddleware.builder(), application());
        assertEquals(Optional.of("Accept"), exchange.header("Vary"));
        assertEquals(Optional.of("*"), exchange.header("Access-Control-Allow-Origin"));
    }

    @Test
    void refusesCredentialsForAll() {
        assertThrows(
                IllegalArgumentException.class,
                () -> CorsMiddleware.builder().anyOrigin().credentials().wrap(application()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "*",
                "https://*.example",
                "https://a.example/",
                "https://A.example",
                "https://a.example:443",
                "http://a.example:80",
                "a.example",
                ""
            })
    void refusesWhatIsNoOrigin(String origin) {
        assertThrows(
                IllegalArgumentException.class, () -> CorsMiddleware.builder().origins(origin));
    }
}
