package gateway.toolkit.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a Location leads: the examples of RFC 3986 §5.4, and more. */
class UrlTest {
    @ParameterizedTest
    @CsvSource({
        "g, http://a/b/c/g",
        "./g, http://a/b/c/g",
        "g/, http://a/b/c/g/",
        "/g, http://a/g",
        "//g, http://g/",
        "?y, http://a/b/c/d;p?y",
        "g?y, http://a/b/c/g?y",
        "#s, http://a/b/c/d;p?q",
        "g#s, http://a/b/c/g",
        ";x, http://a/b/c/;x",
        "g;x=1/../y, http://a/b/c/y",
        "'', http://a/b/c/d;p?q",
        "., http://a/b/c/",
        "./, http://a/b/c/",
        ".., http://a/b/",
        "../, http://a/b/",
        "../g, http://a/b/g",
        "../.., http://a/",
        "../../g, http://a/g",
        "../../../g, http://a/g",
        "/../g, http://a/g",
        "g., http://a/b/c/g.",
        "..g, http://a/b/c/..g",
        "g/./h, http://a/b/c/g/h",
        "https://x:1/%7e?a#b, https://x:1/%7e?a",
        "HTTP://x, http://x/",
        "/caf\u00e9 x, http://a/caf%C3%A9%20x",
        "/a|b, http://a/a|b",
        "g:h/i?x, -",
        "javascript:alert(1), -",
        "x/y:z, http://a/b/c/x/y:z",
        "?a:b, http://a/b/c/d;p?a:b",
    })
    void resolves(String reference, String expected) {
        Url base = Url.parse("http://a/b/c/d;p?q");
        if (expected.equals("-")) {
            assertThrows(IllegalArgumentException.class, () -> base.resolve(reference));
        } else {
            assertEquals(expected, base.resolve(reference).toString());
        }
    }

    @Test
    void knowsHostAndPort() {
        assertEquals("[::1]", Url.parse("http://[::1]:8080/").host());
        assertEquals("8080", Url.parse("http://[::1]:8080/").port());
        assertEquals("80", Url.parse("http://[::1]").port());
        assertEquals("443", Url.parse("https://EXAMPLE.org:").port());
        assertEquals("example.org", Url.parse("https://EXAMPLE.org:").host());
        assertEquals("http://a/g", Url.parse("http://a").resolve("g").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "/a", "ftp://a/", "http://", "http:///a", "http://u:p@a/"})
    void refuses(String text) {
        assertThrows(IllegalArgumentException.class, () -> Url.parse(text));
    }
}
