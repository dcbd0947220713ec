package gateway.toolkit.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.toolkit.testing.EnvironBuilder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.Set;

/** Who may see the inside (CVE-2024-34069 and its like). */
class TrustTest {
    private static final Trust USUAL = new Trust(Trust.LOCAL_HOSTS, Trust::isLoopback);

    private static boolean allows(Trust trust, String... headers) {
        EnvironBuilder request = EnvironBuilder.of("GET", "/");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return trust.allows(request.build());
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, true",
        "LOCALHOST:8080, true",
        "a.localhost, true",
        "a.b.localhost:1, true",
        "127.0.0.1, true",
        "127.0.0.1:65535, true",
        "[::1], true",
        "[::1]:8080, true",
        "example.org, false",
        "localhost.example.org, false",
        "127.0.0.1.example.org, false",
        "xlocalhost, false",
        ".localhost, false",
        "localhost., false",
        "localhost:x, false",
        "localhost:8080:1, false",
        "localhost@example.org, false",
        "example.org@localhost, false",
        "localhost/, false",
        "localhost#.example.org, false",
        "'localhost, example.org', false",
        "a/b.localhost, false",
        "127.0.0.2, false",
        "127.1, false",
        "2130706433, false",
        "0.0.0.0, false",
        "[::ffff:127.0.0.1], false",
        "[::1].example.org, false",
        "::1, false",
        "'', false",
    })
    void looksAtTheHost(String host, boolean allowed) {
        assertEquals(allowed, allows(USUAL, "Host", host));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "127.255.0.1, true",
        "::1, true",
        "0:0:0:0:0:0:0:1, true",
        "::ffff:127.0.0.1, true",
        "192.0.2.1, false",
        "10.0.0.1, false",
        "2001:db8::1, false",
        "::, false",
        "0.0.0.0, false",
        "localhost, false",
        "127.0.0.1.example.org, false",
        "999.0.0.1, false",
        ":::, false",
        "face, false",
        "'', false",
    })
    void looksAtThePeer(String address, boolean allowed) {
        assertEquals(
                allowed,
                USUAL.allows(EnvironBuilder.of("GET", "/").remoteAddress(address).build()));
    }

    @Test
    void needsBothHostAndPeer() {
        Map<String, Object> environ = EnvironBuilder.of("GET", "/").build();
        assertTrue(USUAL.allows(environ));
        environ.remove("HTTP_HOST");
        assertFalse(USUAL.allows(environ));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded",
                "X-Forwarded-For",
                "X-Forwarded-Host",
                "X-Forwarded-Port",
                "X-Forwarded-Prefix",
                "X-Forwarded-Proto",
                "X-Real-IP",
                "Via"
            })
    void refusesWhatAProxyHandsOn(String name) {
        assertFalse(allows(USUAL, name, "127.0.0.1"));
        assertFalse(allows(USUAL, name, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, same-origin, cors, true",
        "http://example.org, same-origin, cors, false",
        "http://localhost.example.org, none, cors, false",
        "null, none, cors, false",
        "'', none, cors, false",
        "-, cross-site, no-cors, false",
        "-, cross-site, '', false",
        "-, cross-site, navigate, true",
        "-, none, navigate, true",
        "-, same-origin, cors, true",
    })
    void refusesWhatAnotherSiteAsksFor(String origin, String site, String mode, boolean allowed) {
        EnvironBuilder request =
                EnvironBuilder.of("GET", "/")
                        .header("Sec-Fetch-Site", site)
                        .header("Sec-Fetch-Mode", mode);
        if (!origin.equals("-")) {
            request.header("Origin", origin);
        }
        assertEquals(allowed, USUAL.allows(request.build()));
    }

    @Test
    void trustsMoreWhereToldTo() {
        Trust trust = new Trust(Set.of("dev.example", ".test"), peer -> peer.startsWith("10."));
        EnvironBuilder far = EnvironBuilder.of("GET", "/").remoteAddress("10.1.2.3");
        assertTrue(trust.allows(far.header("Host", "Dev.Example:81").build()));
        assertTrue(trust.allows(far.withoutHeader("Host").header("Host", "a.test").build()));
        assertFalse(trust.allows(far.withoutHeader("Host").header("Host", "test").build()));
        assertFalse(trust.allows(far.withoutHeader("Host").header("Host", "localhost").build()));
    }
}
