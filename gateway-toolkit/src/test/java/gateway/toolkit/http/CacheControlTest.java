package gateway.toolkit.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** RFC 9111 sections 1.2.2 and 5.2, RFC 9110 section 10.2.3, and the content security policy. */
class CacheControlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    max-age=10, no-cache    | max-age=10, no-cache    | 10
                    MAX-AGE=5               | max-age=5               | 5
                    max-age="10"            | max-age=10              | 10
                    max-age=1, max-age=2    | max-age=1               | 1
                    max-age=x               | max-age=x               | none
                    max-age=-1              | max-age=-1              | none
                    max-age=٣               | max-age="٣"             | none
                    max-age                 | max-age                 | none
                    max-age=                | max-age=""              | none
                    max-age=99999999999999999999 | max-age=99999999999999999999 | 2147483648
                    private="a, b"          | private="a, b"          | none
                    =x, a b, no-store       | no-store                | none
                    ~~                      | ~~                      | none
                    """)
    void reads(String text, String written, String maxAge) {
        CacheControl control = CacheControl.parse(text);
        assertEquals(written, control.headerValue());
        assertEquals(
                maxAge,
                control.maxAge().map(each -> Long.toString(each.toSeconds())).orElse("none"));
    }

    @Test
    void writes() {
        CacheControl control =
                CacheControl.of("public")
                        .with("Max-Age", Duration.ofHours(12))
                        .with("private", "Set-Cookie, X");
        assertEquals("public, max-age=43200, private=\"Set-Cookie, X\"", control.headerValue());
        assertTrue(control.has("PUBLIC"));
        assertFalse(control.isNoCache() || control.isNoStore());
        assertEquals(Optional.of("Set-Cookie, X"), control.get("private"));
        assertEquals(Optional.empty(), control.get("public"));
        assertEquals("public", control.without("private").without("max-age").headerValue());
        assertThrows(IllegalArgumentException.class, () -> control.with("a b"));
        assertThrows(IllegalArgumentException.class, () -> control.with("a", "\n"));
        Duration negative = Duration.ofSeconds(-1);
        assertThrows(IllegalArgumentException.class, () -> control.with("a", negative));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    120                           | 120
                    ~ 120 ~                       | 120
                    Sun, 06 Nov 1994 08:49:47 GMT | 10
                    Sun, 06 Nov 1994 08:49:07 GMT | 0
                    -1                            | none
                    1.5                           | none
                    soon                          | none
                    ~~                            | none
                    """)
    void readsWhenToRetry(String text, String seconds) {
        Instant now = Instant.parse("1994-11-06T08:49:37Z");
        assertEquals(
                seconds,
                RetryAfter.parse(text, now)
                        .map(each -> Long.toString(each.toSeconds()))
                        .orElse("none"));
    }

    @Test
    void roundsARetryUp() {
        assertEquals("2", RetryAfter.format(Duration.ofMillis(1001)));
        assertEquals("1", RetryAfter.format(Duration.ofSeconds(1)));
        assertEquals("1", DeltaSeconds.format(Duration.ofMillis(1999)));
        Duration negative = Duration.ofSeconds(-2);
        assertThrows(IllegalArgumentException.class, () -> RetryAfter.format(negative));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    default-src 'self'; img-src * ;; x | default-src 'self'; img-src *; x
                    A b; a c                           | a b
                    é b; ok 1                          | ok 1
                    a, b; c d                          | c d
                    ~~                                 | ~~
                    """)
    void readsAPolicy(String text, String written) {
        assertEquals(written, ContentSecurityPolicy.parse(text).headerValue());
    }

    @Test
    void refusesToSmuggleADirective() {
        ContentSecurityPolicy policy = ContentSecurityPolicy.EMPTY.with("default-src", "'self'");
        assertEquals(Optional.of("'self'"), policy.get("Default-Src"));
        assertThrows(IllegalArgumentException.class, () -> policy.with("img-src", "*; x"));
        assertThrows(IllegalArgumentException.class, () -> policy.with("img-src", "a\nb"));
    }
}
