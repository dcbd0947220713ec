package gateway.toolkit.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Environ;
import gateway.toolkit.testing.EnvironBuilder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is shown of an environ lets nobody pass for the user. */
class SecretsTest {
    private final Secrets secrets = new Secrets(Set.of("house-number"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Accept | text/html | \"text/html\"",
                "Authorization | Basic dXNlcjpwYXNz | \"Basic (hidden)\"",
                "Authorization | Bearer s3cret | \"Bearer (hidden)\"",
                "Authorization | s3cret | \"(hidden)\"",
                "Authorization | s3cret (what) | \"(hidden)\"",
                "X-Auth | s3cret | \"(hidden)\"",
                "X-Key | s3cret | \"(hidden)\"",
                "X-JWT | s3cret | \"(hidden)\"",
                "Cf-Access-Jwt-Assertion | s3cret | \"(hidden)\"",
                "X-Keyboard | de | \"de\"",
                "Proxy-Authorization | Digest a=\"s3cret\" | \"Digest (hidden)\"",
                "Cookie | a=s3cret; theme=\"s3cret\" | \"a=(hidden); theme=(hidden)\"",
                "Cookie | s3cret | \"\"",
                "X-Api-Key | s3cret | \"(hidden)\"",
                "X-CSRF-Token | s3cret | \"(hidden)\"",
                "X-Amz-Security-Token | s3cret | \"(hidden)\"",
                "X-Hub-Signature-256 | s3cret | \"(hidden)\"",
                "X-House-Number | s3cret | \"(hidden)\"",
                "Referer | http://h/?a=1&code=s3cret | \"http://h/?a=1&code=(hidden)\"",
                "X-Note | a\"b\\c | \"a\\\"b\\\\c\"",
            })
    void hidesInHeaders(String name, String value, String shown) {
        Map<String, String> all =
                secrets.shown(EnvironBuilder.of("GET", "/").header(name, value).build());
        String key = "HTTP_" + name.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
        assertEquals(shown, all.get(key));
        assertFalse(all.toString().contains("s3cret"), all.toString());
        assertFalse(all.toString().contains("dXNl"), all.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=1&password=s3cret&b | a=1&password=(hidden)&b",
                "access_token=s3cret | access_token=(hidden)",
                "%70assword=s3cret | %70assword=(hidden)",
                "user%5Bpassword%5D=s3cret | user%5Bpassword%5D=(hidden)",
                "code=s3cret=&state=s3cret | code=(hidden)&state=(hidden)",
                "monkey=1&keys=2 | monkey=1&keys=2",
                "password | password",
            })
    void hidesInTheQuery(String query, String shown) {
        Map<String, Object> environ = EnvironBuilder.of("GET", "/a?" + query).build();
        Map<String, String> all = secrets.shown(environ);
        assertEquals("\"" + shown + "\"", all.get(Environ.QUERY_STRING));
        assertEquals("\"/a?" + shown + "\"", all.get(Environ.REQUEST_URI));
        assertFalse(all.toString().contains("s3cret"), all.toString());
    }

    @Test
    void hidesWhatTheDeployerSet() {
        Map<String, Object> environ =
                EnvironBuilder.of("GET", "/")
                        .environ("app.db_password", "s3cret")
                        .environ("app.secrets", Map.of("a", "s3cret"))
                        .environ("app.name", "shop")
                        .environ("app.object", new Error("s3cret"))
                        .build();
        Map<String, String> all = secrets.shown(environ);
        assertEquals("\"(hidden)\"", all.get("app.db_password"));
        assertEquals("(hidden)", all.get("app.secrets"));
        assertEquals("\"shop\"", all.get("app.name"));
        assertEquals("a java.lang.Error", all.get("app.object"));
        assertEquals("[1, 0]", all.get(Environ.VERSION));
        assertEquals(new TreeMap<>(all), all);
    }

    @Test
    void hidesInMessages() {
        Map<String, Object> environ =
                EnvironBuilder.of("GET", "/?token=a%20b%20c&x=harmless&pin=1234")
                        .basicAuth("user", "passphrase")
                        .header("Cookie", "id=0123456789; a=012345")
                        .build();
        assertEquals(
                "no (hidden), no (hidden), no (hidden), no (hidden), no (hidden) but harmless, 1234",
                secrets.without(
                        environ,
                        "no 0123456789, no a b c, no a%20b%20c, no dXNlcjpwYXNzcGhyYXNl,"
                                + " no passphrase but harmless, 1234"));
    }

    @Test
    void hidesAKeyWithoutScheme() {
        Map<String, Object> environ =
                EnvironBuilder.of("GET", "/").header("Authorization", "sk-live-123").build();
        assertEquals("no (hidden)", secrets.without(environ, "no sk-live-123"));
    }

    @Test
    void isBoundedAndOnOneLine() {
        Map<String, Object> environ =
                EnvironBuilder.of("GET", "/")
                        .environ("app.long", "x".repeat(1 << 20))
                        .environ("app.lines", "a\nb\u202Ec\u2028d\0\ud800")
                        .build();
        Map<String, String> all = secrets.shown(environ);
        assertTrue(
                all.getOrDefault("app.long", "").length() > 1_000
                        && all.toString().length() < 4_000);
        assertEquals("\"a\\nb\\u202Ec\\u2028d\\u0000\\uD800\"", all.get("app.lines"));
    }
}
