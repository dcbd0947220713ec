package gateway.sample.shortly;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

class WebAddressTest {
    @ParameterizedTest
    @CsvSource({
        "http://example.org, http://example.org/",
        "' HTTPS://Example.ORG/A ', https://example.org/A",
        "http://example.org:80/, http://example.org/",
        "https://example.org:443/, https://example.org/",
        "http://example.org:443/, http://example.org:443/",
        "http://example.org?a=%20#b, http://example.org/?a=%20#b",
        "http://example.org/?f[a]=1, http://example.org/?f[a]=1",
        "http://127.0.0.1:8080/, http://127.0.0.1:8080/",
        "http://[::1]:8080/, http://[::1]:8080/",
        "https://bücher.example/käse?ö, https://xn--bcher-kva.example/k%C3%A4se?%C3%B6",
    })
    void isAUrlOfTheWeb(String typed, String url) {
        assertEquals(Optional.of(url), WebAddress.parse(typed).map(WebAddress::url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.org",
                "//example.org/",
                "/a",
                "http:",
                "http:/a",
                "http:a",
                "http://",
                "http:///a",
                "http://:80/",
                "http://a b/",
                "http://1.2.3/",
                "http://example.123/",
                "http://-a.example/",
                "http://a:0/",
                "http://a:65536/",
                "http://a/\r\nSet-Cookie: a=b",
                "http://user@example.org/",
                "http://bank.example:x@evil.example/",
                "javascript:alert(1)",
                "javascript://example.org/%0aalert(1)",
                "JavaScript:alert(1)",
                "data:text/html,<script>alert(1)</script>",
                "file:///etc/passwd",
                "ftp://example.org/",
                "view-source:http://example.org/",
                "http\u0000://example.org/",
            })
    void isNone(String typed) {
        assertEquals(Optional.empty(), WebAddress.parse(typed));
    }

    @Test
    void hasAtMostWhatTheStoreTakes() {
        String longest = "http://example.org/" + "a".repeat(WebAddress.LONGEST - 19);
        assertEquals(Optional.of(longest), WebAddress.parse(longest).map(WebAddress::url));
        assertEquals(Optional.empty(), WebAddress.parse(longest + "a"));
    }
}
