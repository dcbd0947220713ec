package gateway.toolkit.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Optional;

/** RFC 9110 chapter 11, RFC 6750, RFC 7616, RFC 7617. */
class AuthorizationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    Basic dXNlcjpwYXNz      | user/pass
                    basic  dXNlcjpwYXNz     | user/pass
                    Basic dXNlcjpwYXNzOng=  | user/pass:x
                    Basic w7w6w6Q=          | ü/ä
                    Basic Og==              | /
                    Basic dXNlcg==          | none
                    Basic !!!               | none
                    Basic                   | none
                    Basic /Dp4              | none
                    Basic dQo6eA==          | none
                    Bearer dXNlcjpwYXNz     | none
                    """)
    void readsBasic(String text, String expected) {
        assertEquals(
                expected,
                Authorization.parse(text)
                        .flatMap(Authorization::basic)
                        .map(each -> each.user() + "/" + each.password())
                        .orElse("none"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    Bearer abc        | abc
                    bearer abc=       | abc=
                    Bearer a b        | none
                    Bearer            | none
                    Bearer a"b        | none
                    Basic abc         | none
                    """)
    void readsBearer(String text, String token) {
        assertEquals(
                token, Authorization.parse(text).flatMap(Authorization::bearer).orElse("none"));
    }

    @Test
    void readsDigest() {
        Authorization digest =
                Authorization.parse(
                                "Digest username=\"a\\\"b\", realm = \"x, y\", uri=\"/a?b=c\","
                                        + " qop=auth, nc=00000001, username*=UTF-8''%C3%BC, broken")
                        .orElseThrow();
        assertEquals(
                "{username=ü, realm=x, y, uri=/a?b=c, qop=auth, nc=00000001}",
                digest.digest().orElseThrow().values().toString());
        assertEquals(
                "Digest username*=UTF-8''%C3%BC, realm=\"x, y\", uri=\"/a?b=c\", qop=auth,"
                        + " nc=00000001",
                digest.headerValue());
        assertEquals(Optional.empty(), digest.basic());
    }

    @Test
    void findsNoScheme() {
        for (String text : new String[] {"", " ", "\"a\"", "a=b", "a/b c", ","}) {
            assertEquals(Optional.empty(), Authorization.parse(text), text);
        }
    }

    @Test
    void keepsSecretsOutOfLogs() {
        Authorization basic = Authorization.basic("user", "secret");
        assertEquals("Basic dXNlcjpzZWNyZXQ=", basic.headerValue());
        assertFalse(basic.toString().contains("dXNl"), basic.toString());
        String shown = basic.basic().orElseThrow().toString();
        assertFalse(shown.contains("secret") || shown.contains("user"), shown);
    }

    @Test
    void refusesWhatCannotBeWritten() {
        assertThrows(IllegalArgumentException.class, () -> Authorization.basic("a:b", "c"));
        assertThrows(IllegalArgumentException.class, () -> Authorization.basic("a", "c\n"));
        assertThrows(IllegalArgumentException.class, () -> Authorization.bearer("a b"));
        assertThrows(IllegalArgumentException.class, () -> Challenge.of("a b", "c"));
        Challenge token = Challenge.parse("Negotiate abc==").get(0);
        assertThrows(IllegalArgumentException.class, () -> token.with("a", "b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    Basic realm="x"                              | Basic realm="x"
                    Basic realm="a", Bearer realm="b", error=c   | Basic realm="a" / Bearer realm="b", error="c"
                    Digest realm="a", nonce="b", qop="auth,auth-int", algorithm=MD5 | Digest realm="a", nonce="b", qop="auth,auth-int", algorithm=MD5
                    Negotiate abc==                              | Negotiate abc==
                    Negotiate, NTLM, Basic realm = "x"           | Negotiate / NTLM / Basic realm="x"
                    Foo                                          | Foo
                    Foo a=b, c, d=e                              | Foo a="b" / c d="e"
                    a=b, Basic realm=x                           | Basic realm="x"
                    Basic realm="Basic realm=x, y"               | Basic realm="Basic realm=x, y"
                    Basic realm="unterminated, Foo               | ~~
                    ,,                                           | ~~
                    ~~                                           | ~~
                    """)
    void readsChallenges(String text, String challenges) {
        assertEquals(
                challenges,
                String.join(
                        " / ",
                        Challenge.parse(text).stream().map(Challenge::headerValue).toList()));
    }

    @Test
    void writesChallenges() {
        assertEquals(
                "Basic realm=\"a \\\"b\\\"\", charset=UTF-8",
                Challenge.basic("a \"b\"").headerValue());
        assertEquals(
                "Bearer realm=\"x\", error=\"invalid_token\"",
                Challenge.bearer("x").with("error", "invalid_token").headerValue());
        assertTrue(Challenge.bearer("x").is("bearer"));
        assertEquals(Optional.of("x"), Challenge.bearer("x").realm());
    }
}
