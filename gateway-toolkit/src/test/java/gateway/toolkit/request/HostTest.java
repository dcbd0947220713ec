package gateway.toolkit.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Hosts that clients name, and those an application answers for (CVE-2026-34835 of Rack). */
class HostTest {
    @ParameterizedTest
    @CsvSource({
        "ex.com, ex.com",
        "EX.com, ex.com",
        "ex.com:8080, ex.com:8080",
        "ex.com:, ex.com",
        "ex.com:08080, ex.com:8080",
        "127.0.0.1:1, 127.0.0.1:1",
        "xn--bcher-kva.example, xn--bcher-kva.example",
        "[::1], [::1]",
        "[::1]:65535, [::1]:65535",
        "[::ffff:127.0.0.1], [::ffff:127.0.0.1]",
    })
    void reads(String text, String expected) {
        assertEquals(expected, Host.parse(text).orElseThrow().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ex_com",
                "a@b",
                "a b",
                "ex.com:abc",
                "ex.com:0",
                "ex.com:65536",
                "ex.com:99999999999",
                "ex.com:-1",
                "ex.com:٣",
                ":80",
                "ex.com:80:80",
                "a/b",
                "a\\b",
                "a?b",
                "a#b",
                "a%41",
                "a\"b",
                "a<b",
                "a,b",
                "a;b",
                "a\tb",
                "a\nb",
                "a\0b",
                "bücher.de",
                "::1",
                "[::1",
                "::1]",
                "[]",
                "[1]",
                "[::g]",
                "[::1]x",
                "[::1]]",
                "[::1%eth0]",
                "x[::1]"
            })
    void refuses(String text) {
        assertEquals(Optional.empty(), Host.parse(text));
    }

    @Test
    void refusesLongOnes() {
        assertEquals(255, Host.parse("a".repeat(255)).orElseThrow().name().length());
        assertEquals(Optional.empty(), Host.parse("a".repeat(256)));
        assertThrows(IllegalArgumentException.class, () -> new Host("a_b", OptionalInt.empty()));
        assertThrows(IllegalArgumentException.class, () -> new Host("a", OptionalInt.of(0)));
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, true",
        "EXAMPLE.com:1234, true",
        "www.example.com, false",
        "example.com.evil.org, false",
        "evilexample.com, false",
        "example.org, true",
        "a.b.example.org, true",
        "evilexample.org, false",
        "example.net:8080, true",
        "example.net, false",
        "example.net:80, false",
        "[::1]:5, true",
        "[::2], false",
        "xn--bcher-kva.example, true",
        "localhost, false",
    })
    void trusts(String host, boolean trusted) {
        TrustedHosts hosts =
                new TrustedHosts(
                        List.of(
                                "example.com",
                                ".example.org",
                                "example.net:8080",
                                "[::1]",
                                "bücher.example"));
        assertEquals(trusted, hosts.contains(Host.parse(host).orElseThrow()));
        assertEquals(true, TrustedHosts.ANY.contains(Host.parse(host).orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "*", "*.example.com", "a_b", "a b", "http://example.com"})
    void refusesPatterns(String pattern) {
        assertThrows(
                IllegalArgumentException.class, () -> new TrustedHosts(List.of(pattern)), pattern);
    }
}
