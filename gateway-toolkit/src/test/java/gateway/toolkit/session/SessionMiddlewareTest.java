package gateway.toolkit.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;
import gateway.toolkit.http.SameSite;
import gateway.toolkit.http.SetCookie;
import gateway.toolkit.middleware.Applications;
import gateway.toolkit.middleware.Exchange;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

class SessionMiddlewareTest {
    private static final byte[] KEY = key(1);
    private static final byte[] OTHER = key(2);

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private static byte[] key(int seed) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) seed);
        return key;
    }

    private SessionMiddleware.Builder builder(byte[] key, byte[]... older) {
        return SessionMiddleware.builder(key, older)
                .clock(() -> now)
                .maxAge(Duration.ofSeconds(100));
    }

    private static Application with(Consumer<Session> use) {
        return (environ, startResponse) -> {
            use.accept(SessionMiddleware.session(environ));
            startResponse.start("204 No Content", List.of());
            return List.of();
        };
    }

    /** What a browser would send after this. */
    private static String cookie(Exchange exchange) {
        SetCookie set = SetCookie.parse(exchange.header("Set-Cookie").orElseThrow()).orElseThrow();
        return set.name() + "=" + set.value();
    }

    private String stored(SessionMiddleware.Builder builder) {
        return cookie(
                Exchange.get("/")
                        .through(
                                builder,
                                with(
                                        session -> {
                                            session.put("user", "Zoë & co=1");
                                            session.put("", "");
                                        })));
    }

    private Session read(SessionMiddleware.Builder builder, String cookie) {
        List<Session> seen = new ArrayList<>();
        Exchange exchange =
                Exchange.get("/").header("Cookie", cookie).through(builder, with(seen::add));
        assertNull(exchange.failure);
        return seen.get(0);
    }

    @Test
    void comesBack() {
        Session session = read(builder(KEY), stored(builder(KEY)));
        assertEquals(Optional.of("Zoë & co=1"), session.get("user"));
        assertEquals(Optional.of(""), session.get(""));
        assertEquals(List.of("user", ""), List.copyOf(session.names()));
    }

    @Test
    void setsAllAttributes() {
        Exchange exchange =
                Exchange.get("/").through(builder(KEY), with(session -> session.put("a", "b")));
        SetCookie cookie =
                SetCookie.parse(exchange.header("Set-Cookie").orElseThrow()).orElseThrow();
        assertEquals("session", cookie.name());
        assertTrue(cookie.httpOnly());
        assertFalse(cookie.secure());
        assertEquals(Optional.of(SameSite.LAX), cookie.sameSite());
        assertEquals(Optional.of("/"), cookie.path());
        assertEquals(Optional.of(Duration.ofSeconds(100)), cookie.maxAge());
        assertEquals(Optional.of("Cookie"), exchange.header("Vary"));
        Exchange https =
                Exchange.get("/")
                        .put(Environ.URL_SCHEME, "https")
                        .through(builder(KEY), with(session -> session.put("a", "b")));
        assertTrue(
                SetCookie.parse(https.header("Set-Cookie").orElseThrow()).orElseThrow().secure());
    }

    @Test
    void touchesNothingUnasked() {
        Exchange exchange =
                Exchange.get("/")
                        .header("Cookie", stored(builder(KEY)))
                        .through(
                                builder(KEY), Applications.text("x", new Header("Vary", "Accept")));
        assertEquals(Optional.of("Accept"), exchange.header("Vary"));
        assertEquals(Optional.empty(), exchange.header("Set-Cookie"));
    }

    @Test
    void readingSetsNoCookieButVaries() {
        Exchange exchange =
                Exchange.get("/")
                        .header("Cookie", stored(builder(KEY)))
                        .through(builder(KEY), with(session -> session.put("user", "Zoë & co=1")));
        assertEquals(Optional.empty(), exchange.header("Set-Cookie"));
        assertEquals(Optional.of("Cookie"), exchange.header("Vary"));
    }

    /** One character of it changed, whichever: nothing of it is believed. */
    @Test
    void everyForgeryIsRefused() {
        String cookie = stored(builder(KEY));
        int start = "session=".length();
        for (int i = start; i < cookie.length(); i++) {
            for (char c : new char[] {'A', 'B', '.', '=', '0'}) {
                if (cookie.charAt(i) != c) {
                    String forged = cookie.substring(0, i) + c + cookie.substring(i + 1);
                    assertTrue(read(builder(KEY), forged).isEmpty(), forged);
                }
            }
        }
        assertTrue(read(builder(OTHER), cookie).isEmpty());
        assertFalse(read(builder(KEY), cookie).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "...",
                "a.b.c",
                "..AAAA",
                "YQ.0.",
                ".zzzzzzzzzzzzzzzzzzzzzzzz.x",
                "%00.1.x",
                "\"\\000\".1.x"
            })
    void garbage(String value) {
        assertTrue(read(builder(KEY), "session=" + value).isEmpty());
        assertTrue(read(builder(KEY), "session=" + "A".repeat(100_000) + ".1.A").isEmpty());
    }

    /** Somebody on a sibling domain sets one with the same name. */
    @Test
    void aForgedOneDoesNotHideTheRightOne() {
        String cookie = stored(builder(KEY));
        assertFalse(read(builder(KEY), "session=a.b.c; " + cookie).isEmpty());
    }

    @Test
    void doesNotCountUnderAnotherName() {
        String value = stored(builder(KEY)).substring("session=".length());
        assertTrue(
                read(builder(KEY).cookie(SetCookie.of("admin", "")), "admin=" + value).isEmpty());
    }

    @Test
    void keysRotate() {
        String cookie = stored(builder(KEY));
        Exchange exchange =
                Exchange.get("/")
                        .header("Cookie", cookie)
                        .through(builder(OTHER, KEY), with(session -> {}));
        String renewed = cookie(exchange);
        assertFalse(read(builder(OTHER), renewed).isEmpty());
        assertTrue(read(builder(KEY), renewed).isEmpty());
        assertEquals(Optional.of("Zoë & co=1"), read(builder(OTHER), renewed).get("user"));
    }

    @Test
    void ends() {
        String cookie = stored(builder(KEY));
        now = now.plusSeconds(100);
        assertFalse(read(builder(KEY), cookie).isEmpty());
        now = now.plusSeconds(1);
        assertTrue(read(builder(KEY), cookie).isEmpty());
        now = now.minusSeconds(101 + 61);
        assertTrue(read(builder(KEY), cookie).isEmpty(), "from the future");
    }

    @Test
    void isRenewedHalfway() {
        String cookie = stored(builder(KEY));
        now = now.plusSeconds(50);
        Application asking = with(session -> session.get("user"));
        assertEquals(
                Optional.empty(),
                Exchange.get("/")
                        .header("Cookie", cookie)
                        .through(builder(KEY), asking)
                        .header("Set-Cookie"));
        now = now.plusSeconds(1);
        String renewed =
                cookie(Exchange.get("/").header("Cookie", cookie).through(builder(KEY), asking));
        now = now.plusSeconds(99);
        assertFalse(read(builder(KEY), renewed).isEmpty());
    }

    @Test
    void isForgotten() {
        Exchange exchange =
                Exchange.get("/")
                        .header("Cookie", stored(builder(KEY)))
                        .through(builder(KEY), with(Session::clear));
        SetCookie cookie =
                SetCookie.parse(exchange.header("Set-Cookie").orElseThrow()).orElseThrow();
        assertEquals(Optional.of(Duration.ZERO), cookie.maxAge());
        assertEquals("", cookie.value());
        assertEquals(
                Optional.empty(),
                Exchange.get("/")
                        .through(
                                builder(KEY),
                                with(
                                        session -> {
                                            session.put("a", "b");
                                            session.remove("a");
                                        }))
                        .header("Set-Cookie"));
    }

    @Test
    void isReadOnlyAfterStart() {
        Exchange exchange =
                Exchange.get("/")
                        .through(
                                builder(KEY),
                                (environ, startResponse) -> {
                                    Session session = SessionMiddleware.session(environ);
                                    session.put("a", "b");
                                    startResponse.start("204 No Content", List.of());
                                    assertEquals(Optional.of("b"), session.get("a"));
                                    assertThrows(
                                            IllegalStateException.class,
                                            () -> session.put("a", "c"));
                                    assertThrows(
                                            IllegalStateException.class, () -> session.remove("a"));
                                    assertThrows(IllegalStateException.class, session::clear);
                                    return List.of();
                                });
        assertNull(exchange.failure);
        Exchange late =
                Exchange.get("/")
                        .through(
                                builder(KEY),
                                (environ, startResponse) -> {
                                    startResponse.start("204 No Content", List.of());
                                    SessionMiddleware.session(environ);
                                    return List.of();
                                });
        assertTrue(late.failure instanceof IllegalStateException);
    }

    @Test
    @Tag("SR-3")
    void aReplacedResponseSavesItToo() {
        Exchange exchange =
                Exchange.get("/")
                        .through(
                                builder(KEY),
                                (environ, startResponse) -> {
                                    SessionMiddleware.session(environ).put("a", "b");
                                    startResponse.start("200 OK", List.of());
                                    startResponse.start(
                                            "500 Internal Server Error",
                                            List.of(),
                                            new IllegalStateException("x"));
                                    return List.of();
                                });
        assertEquals(Optional.of("b"), read(builder(KEY), cookie(exchange)).get("a"));
        assertEquals(
                1, exchange.headers().stream().filter(h -> h.name().equals("Set-Cookie")).count());
    }

    @Test
    @Tag("MW-8")
    void followsTheCookie() {
        String cookie = stored(builder(KEY));
        List<Boolean> empty = new ArrayList<>();
        Exchange.get("/")
                .through(
                        builder(KEY),
                        (environ, startResponse) -> {
                            empty.add(SessionMiddleware.session(environ).isEmpty());
                            environ.put("HTTP_COOKIE", cookie);
                            empty.add(SessionMiddleware.session(environ).isEmpty());
                            startResponse.start("204 No Content", List.of());
                            return List.of();
                        });
        assertEquals(List.of(true, false), empty);
    }

    @Test
    void staysWithinACookie() {
        Exchange exchange =
                Exchange.get("/")
                        .through(
                                builder(KEY),
                                with(
                                        session -> {
                                            assertThrows(
                                                    IllegalArgumentException.class,
                                                    () -> session.put("a", "x".repeat(4000)));
                                            session.put("a", "x".repeat(3000));
                                        }));
        assertNull(exchange.failure);
        assertEquals(3000, read(builder(KEY), cookie(exchange)).get("a").orElseThrow().length());
        assertFalse(
                SetCookie.parse(exchange.header("Set-Cookie").orElseThrow())
                        .orElseThrow()
                        .isTooLong());
    }

    @Test
    void otherCookies() {
        Exchange exchange =
                Exchange.get("/")
                        .put(Environ.URL_SCHEME, "https")
                        .through(
                                builder(KEY)
                                        .cookie(
                                                SetCookie.of("__Host-id", "")
                                                        .withSameSite(SameSite.STRICT)),
                                with(session -> session.put("a", "b")));
        SetCookie cookie =
                SetCookie.parse(exchange.header("Set-Cookie").orElseThrow()).orElseThrow();
        assertEquals("__Host-id", cookie.name());
        assertTrue(cookie.httpOnly());
        assertTrue(cookie.secure());
        assertEquals(Optional.of(SameSite.STRICT), cookie.sameSite());
    }

    @Test
    void refusesWeakKeysAndMissingMiddleware() {
        assertThrows(IllegalArgumentException.class, () -> SessionMiddleware.builder(new byte[31]));
        assertThrows(
                IllegalArgumentException.class, () -> SessionMiddleware.builder(KEY, new byte[0]));
        assertThrows(
                IllegalArgumentException.class,
                () -> SessionMiddleware.builder(KEY).maxAge(Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> SessionMiddleware.session(Map.of()));
    }
}
