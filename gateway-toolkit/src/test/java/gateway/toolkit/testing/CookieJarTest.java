package gateway.toolkit.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.toolkit.http.SetCookie;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** RFC 6265 §5.3 and §5.4, row by row. */
class CookieJarTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final class Hand extends Clock {
        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final Hand clock = new Hand();
    private final CookieJar jar = new CookieJar(clock, Url.parse("http://localhost/"));

    private String sent(String url) {
        return jar.header(Url.parse(url)).orElse("-");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://a.example/x/y | c=1 | http://a.example/x | c=1",
                "http://a.example/x/y | c=1 | http://a.example/x/z | c=1",
                "http://a.example/x/y | c=1 | http://a.example/xy | -",
                "http://a.example/x/y | c=1 | http://a.example/ | -",
                "http://a.example/x | c=1 | http://a.example | c=1",
                "http://a.example/x/y | c=1; Path=/ | http://a.example/z | c=1",
                "http://a.example/x | c=1; Path=/y/ | http://a.example/y | -",
                "http://a.example/x | c=1; Path=/y/ | http://a.example/y/z | c=1",
                "http://a.example/x | c=1 | http://b.a.example/ | -",
                "http://a.example/x | c=1; Domain=a.example | http://b.a.example/ | c=1",
                "http://a.example/x | c=1; Domain=A.Example | http://ba.example/ | -",
                "http://b.a.example/ | c=1; Domain=a.example | http://a.example/ | c=1",
                "http://a.example/ | c=1; Domain=b.a.example | http://b.a.example/ | -",
                "http://a.example/ | c=1; Domain=other.example | http://other.example/ | -",
                "http://10.0.0.1/ | c=1; Domain=0.0.1 | http://10.0.0.1/ | -",
                "http://a.example:81/ | c=1 | http://a.example:82/ | c=1",
                "https://a.example/ | c=1; Secure | https://a.example/ | c=1",
                "https://a.example/ | c=1; Secure | http://a.example/ | -",
                "http://a.example/ | c=1; Secure | https://a.example/ | -",
                "http://localhost/ | __Host-c=1; Secure; Path=/ | http://localhost/ | __Host-c=1",
                "http://localhost/ | __Host-c=1; Path=/ | http://localhost/ | -",
                "http://a.example/ | c=1; Max-Age=0 | http://a.example/ | -",
                "http://a.example/ | c=1; Max-Age=10 | http://a.example/ | c=1",
                "http://a.example/ | c=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT |"
                        + " http://a.example/ | -",
                "http://a.example/ | =1 | http://a.example/ | -",
            })
    void keepsAndSends(String from, String field, String to, String sent) {
        jar.store(Url.parse(from), List.of(field));
        assertEquals(sent, sent(to));
    }

    @Test
    void forgetsWithTime() {
        assertTrue(jar.put(SetCookie.of("a", "1").withMaxAge(Duration.ofSeconds(10))));
        assertTrue(jar.put(SetCookie.of("b", "2").withExpires(START.plusSeconds(20))));
        assertTrue(jar.put(SetCookie.of("c", "3").withMaxAge(Duration.ofSeconds(Long.MAX_VALUE))));
        assertEquals("a=1; b=2; c=3", sent("http://localhost/"));
        clock.now = START.plusSeconds(10);
        assertEquals("b=2; c=3", sent("http://localhost/"));
        clock.now = START.plusSeconds(20);
        assertEquals(1, jar.list().size());
        clock.now = START.plus(Duration.ofDays(400));
        assertEquals("-", sent("http://localhost/"));
    }

    @Test
    void replacesByDomainPathAndName() {
        jar.store(
                Url.parse("http://localhost/x/y"),
                List.of("a=1; Path=/", "a=2", "a=3; Path=/", "b=4; Path=/"));
        assertEquals("a=2; a=3; b=4", sent("http://localhost/x/z"));
        assertEquals("2", jar.value("a").orElseThrow());
        jar.store(Url.parse("http://localhost/x/y"), List.of("a=; Max-Age=0"));
        assertEquals("a=3; b=4", sent("http://localhost/x/z"));
        jar.clear();
        assertTrue(jar.value("a").isEmpty());
    }

    @Test
    void takesOnlyWhatItMay() {
        assertFalse(jar.put(SetCookie.of("a", "1").withDomain("other.example")));
        CookieJar plain = new CookieJar(clock, Url.parse("http://a.example/"));
        assertFalse(plain.put(SetCookie.of("__Host-a", "1")));
        assertTrue(plain.put(SetCookie.of("a", "1")));
    }
}
