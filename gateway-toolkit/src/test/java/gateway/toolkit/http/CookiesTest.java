package gateway.toolkit.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** RFC 6265 and its successor. */
class CookiesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    a=b; c=d            | [a=b][c=d]
                    a=b;c=d             | [a=b][c=d]
                    =x                  | ~~
                    =__Host-x=bad       | ~~
                    __Host-x            | ~~
                    foo; a=1            | [a=1]
                    a=1; foo            | [a=1]
                    a=                  | [a=]
                    a=b=c               | [a=b=c]
                    a = b ; c=          | [a=b][c=]
                    a=1;a=2             | [a=1][a=2]
                    a="q\\073 z"        | [a=q; z]
                    a="x\\"y\\\\z"      | [a=x"y\\z]
                    a="\\303\\274"      | [a=ü]
                    a="\\400\\08"       | [a=40008]
                    a=\\073             | [a=\\073]
                    a="unterminated     | [a="unterminated]
                    a="1; b=2; c=3"     | [a="1][b=2][c=3"]
                    a="                 | [a="]
                    a=b,c               | [a=b,c]
                    ;;a=1;;             | [a=1]
                    ~~                  | ~~
                    """)
    void readsARequest(String text, String cookies) {
        StringBuilder shown = new StringBuilder();
        for (Pairs.Pair each : Cookies.parse(text)) {
            shown.append('[').append(each.name()).append('=').append(each.value()).append(']');
        }
        assertEquals(cookies, shown.toString());
    }

    @Test
    void readsOctetsAsUtf8() {
        String wire =
                new String("n=ü".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertEquals(Pairs.of("n", "ü"), Cookies.parse(wire));
        assertEquals(Pairs.of("\uFFFD", "\uFFFD"), Cookies.parse("\u00e9=\u00fc"));
        assertEquals(Pairs.of("a", "€"), Cookies.parse("a=€"));
    }

    @Test
    void givesTheFirstOfSeveral() {
        assertEquals(Optional.of("1"), Cookies.parse("a=1; a=2").first("a"));
    }

    @Test
    void writesARequest() {
        assertEquals("a=1; b=\"x\\040y\"", Cookies.format(Pairs.of("a", "1", "b", "x y")));
        assertThrows(IllegalArgumentException.class, () -> Cookies.format(Pairs.of("", "x")));
        assertThrows(IllegalArgumentException.class, () -> Cookies.format(Pairs.of("a;b", "x")));
    }

    @Test
    void writesAllAttributes() {
        SetCookie all =
                SetCookie.of("a", "b;c ü\"\\,d")
                        .withDomain(".Bücher.example")
                        .withExpires(Instant.parse("1994-11-06T08:49:37.9Z"))
                        .withMaxAge(Duration.ofMillis(5999))
                        .withSecure()
                        .withHttpOnly()
                        .withPath("/x y;ü%20")
                        .withSameSite(SameSite.LAX)
                        .withPartitioned();
        assertEquals(
                "a=\"b\\073c\\040\\303\\274\\042\\134\\054d\"; Domain=xn--bcher-kva.example;"
                        + " Expires=Sun, 06 Nov 1994 08:49:37 GMT; Max-Age=5; Secure; HttpOnly;"
                        + " Path=/x%20y%3B%C3%BC%20; SameSite=Lax; Partitioned",
                all.headerValue());
        assertEquals(Optional.of(all), SetCookie.parse(all.headerValue()));
        assertEquals("a=; Path=/", SetCookie.of("a", "").headerValue());
        assertEquals(
                "a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/",
                SetCookie.delete("a").headerValue());
    }

    @Test
    void isSecureWhereBrowsersInsist() {
        assertTrue(SetCookie.of("a", "b").withSameSite(SameSite.NONE).secure());
        assertTrue(SetCookie.of("a", "b").withPartitioned().secure());
        assertTrue(SetCookie.of("__Host-a", "b").secure());
        assertTrue(SetCookie.of("__Secure-a", "b").withDomain("a.example").secure());
        assertFalse(SetCookie.of("a", "b").withSameSite(SameSite.STRICT).secure());
    }

    @Test
    void refusesWhatCannotBeWritten() {
        SetCookie plain = SetCookie.of("a", "b");
        SetCookie host = SetCookie.of("__HOST-a", "b");
        assertThrows(IllegalArgumentException.class, () -> SetCookie.of("", "b"));
        assertThrows(IllegalArgumentException.class, () -> SetCookie.of("a=b", "b"));
        assertThrows(IllegalArgumentException.class, () -> plain.withDomain("a;b"));
        assertThrows(IllegalArgumentException.class, () -> plain.withDomain(""));
        assertThrows(IllegalArgumentException.class, () -> plain.withPath("x"));
        assertThrows(IllegalArgumentException.class, () -> plain.withExpires(Instant.MAX));
        assertThrows(IllegalArgumentException.class, () -> host.withPath("/x"));
        assertThrows(IllegalArgumentException.class, () -> host.withDomain("a.example"));
    }

    @Test
    void tellsWhatBrowsersRefuse() {
        assertFalse(SetCookie.of("a", "x".repeat(4095)).isTooLong());
        assertTrue(SetCookie.of("a", "x".repeat(4096)).isTooLong());
        assertTrue(SetCookie.of("a", "ü".repeat(600)).isTooLong());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    a=b                                     | a=b
                    a=b; path=/; SECURE; httponly           | a=b; Secure; HttpOnly; Path=/
                    a=b; Path=x; Path=/y                    | a=b; Path=/y
                    a=b; Path=/y; Path=x                    | a=b
                    a=b; Max-Age=10; Max-Age=x              | a=b
                    a=b; Max-Age=-5                         | a=b; Max-Age=-5
                    a=b; Domain=.EXAMPLE.com                | a=b; Domain=example.com
                    a=b; Domain=                            | a=b
                    a=b; SameSite=lax; Unknown=1            | a=b; SameSite=Lax
                    a=b; SameSite=x                         | a=b
                    a=b; SameSite=none                      | a=b; Secure; SameSite=None
                    a=b; Expires=Sunday, 06-Nov-94 08:49:37 GMT | a=b; Expires=Sun, 06 Nov 1994 08:49:37 GMT
                    __Host-a=b; Secure; Path=/              | __Host-a=b; Secure; Path=/
                    __secure-a=b; Secure                    | __secure-a=b; Secure
                    """)
    void readsAResponse(String text, String cookie) {
        assertEquals(Optional.of(cookie), SetCookie.parse(text).map(SetCookie::headerValue));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "=b",
                "a b=c",
                ";a=b",
                "a=b; Domain=a b",
                "__Host-a=b",
                "__Host-a=b; Secure",
                "__Host-a=b; Secure; Path=/x",
                "__host-a=b; Secure; Path=/; Domain=a.example",
                "__Secure-a=b; Path=/"
            })
    void readsNoCookie(String text) {
        assertEquals(Optional.empty(), SetCookie.parse(text));
    }

    /** Each element asks for its equals sign; only the last of four million has one. */
    @Test
    void takesLinearTime() {
        String text = ";".repeat(4_000_000) + "a=b";
        assertEquals(
                Pairs.of("a", "b"),
                assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Cookies.parse(text)));
    }
}
