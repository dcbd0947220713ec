package gateway.toolkit.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** RFC 9110 section 5.6.6, RFC 8187, RFC 2231 section 3, RFC 6266. */
class ParametersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    text/html; charset=utf-8                         | text/html | {charset=utf-8}
                    form-data; name="x"; filename*=UTF-8''a%20b      | form-data | {name=x, filename=a b}
                    f; a=1; a=2                                      | f  | {a=2}
                    f; b = c                                         | f  | {}
                    f; b= c; d=1                                     | f  | {d=1}
                    f; a="unterminated                               | f  | {}
                    f; a="unterminated; b=1                          | f  | {}
                    f; a="x"y; b=1                                   | f  | {b=1}
                    f; a=b c; b=1                                    | f  | {b=1}
                    f; filename="C:\\dir\\x.txt"                     | f  | {filename=C:\\dir\\x.txt}
                    f; filename="a\\"b\\\\c"                         | f  | {filename=a"b\\c}
                    f; a="C:\\dir"                                   | f  | {a=C:dir}
                    ; a=1                                            | ~~ | {a=1}
                    f;;a=1;                                          | f  | {a=1}
                    f; a                                             | f  | {}
                    f; a=                                            | f  | {}
                    f; a=""                                          | f  | {a=}
                    f; =1                                            | f  | {}
                    f; A=B                                           | f  | {a=B}
                    f;a="x;y"                                        | f  | {a=x;y}
                    f; boundary=----=_Part/1:2                       | f  | {boundary=----=_Part/1:2}
                    f; a*0=x; a*1=y                                  | f  | {a=xy}
                    f; a*1=y; a*0=x                                  | f  | {a=xy}
                    f; a*0=x; a*2=z                                  | f  | {a=x}
                    f; a*1=y                                         | f  | {}
                    f; a*0*=UTF-8''x%20; a*1=y; a*2*=%C3%BC          | f  | {a=x yü}
                    f; a*0*=bogus''x; a=p                            | f  | {a=p}
                    f; filename="a"; filename*=UTF-8''b              | f  | {filename=b}
                    f; filename*=UTF-8''b; filename="a"              | f  | {filename=b}
                    f; a*=iso-8859-1'en'%FC                          | f  | {a=ü}
                    f; a*=bogus''b                                   | f  | {}
                    f; a=p; a*=UTF-8''%FF                            | f  | {a=p}
                    f; a*=UTF-8'b                                    | f  | {}
                    f; a*=b                                          | f  | {}
                    f; *=UTF-8''b                                    | f  | {}
                    f; a*x=b                                         | f  | {}
                    """)
    void readsOptions(String text, String value, String parameters) {
        Options options = Options.parse(text);
        assertEquals(value, options.value());
        assertEquals(parameters, options.parameters().values().toString());
    }

    @Test
    void dropsControlCharacters() {
        assertEquals(Optional.empty(), Options.parse("f; a=\"x\r\ny\"").get("a"));
        assertEquals("", Options.parse("f\r\nb; a=1").value());
        assertEquals(Optional.empty(), Options.parse("f; a=x\u0000y").get("a"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    token      | f; a=token
                    two words  | f; a="two words"
                    ~~         | f; a=""
                    a"b\\      | f; a="a\\"b\\\\"
                    ü€         | f; a*=UTF-8''%C3%BC%E2%82%AC
                    """)
    void writesOptions(String value, String text) {
        assertEquals(text, Options.of("f").with("a", value).headerValue());
    }

    @Test
    void refusesWhatCannotBeWritten() {
        assertThrows(IllegalArgumentException.class, () -> Options.of("a;b"));
        assertThrows(IllegalArgumentException.class, () -> Options.of("a\n"));
        assertThrows(IllegalArgumentException.class, () -> Parameters.of("a b", "c"));
        assertThrows(IllegalArgumentException.class, () -> Parameters.of("a*", "c"));
        assertEquals("f; a*=UTF-8''x%0D%0Ay", Options.of("f").with("a", "x\r\ny").headerValue());
    }

    @Test
    void namesAnAttachmentForOldReadersToo() {
        assertEquals(
                "attachment; filename=plain.txt",
                ContentDisposition.attachment("plain.txt").headerValue());
        assertEquals(
                "attachment; filename=\"na_ve \\\"x\\\".txt\";"
                        + " filename*=UTF-8''na%C3%AFve%20%22x%22.txt",
                ContentDisposition.attachment("naïve \"x\".txt").headerValue());
        assertEquals(
                "inline; filename=\"a_b\"; filename*=UTF-8''a%5Cb",
                ContentDisposition.inline("a\\b").headerValue());
        assertEquals(
                Optional.of("naïve.txt"),
                ContentDisposition.parse(ContentDisposition.inline("naïve.txt").headerValue())
                        .flatMap(ContentDisposition::filename));
        assertEquals(Optional.empty(), ContentDisposition.parse("a/b; filename=x"));
        assertEquals(
                Optional.of("field"),
                ContentDisposition.parse("Form-Data; name=field")
                        .flatMap(ContentDisposition::name));
    }

    @Test
    void readsMediaTypes() {
        MediaType html = MediaType.of("Text/HTML; Charset=\"UTF-8\"");
        assertTrue(html.is("text/html"));
        assertEquals(Optional.of(StandardCharsets.UTF_8), html.charset());
        assertEquals("text/html; charset=UTF-8", html.headerValue());
        for (String text : new String[] {"", "text", "text/", "/html", "a/b/c", "a b/c", ";a=b"}) {
            assertEquals(Optional.empty(), MediaType.parse(text), text);
        }
        for (String name : new String[] {"x y", "\u00fc", "nonsense", "u".repeat(10_000), ""}) {
            assertEquals(Optional.empty(), html.with("charset", name).charset(), name);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, text/plain; charset=utf-8",
        "text/plain; charset=ascii, text/plain; charset=ascii",
        "image/svg+xml, image/svg+xml; charset=utf-8",
        "application/xml, application/xml; charset=utf-8",
        "application/javascript, application/javascript; charset=utf-8",
        "application/json, application/json",
        "image/png, image/png"
    })
    void addsACharsetWhereAReaderNeedsIt(String type, String expected) {
        assertEquals(expected, MediaType.of(type).withDefaultCharset().headerValue());
    }

    @Test
    void knowsJson() {
        assertTrue(MediaType.of("application/json; charset=utf-8").isJson());
        assertTrue(MediaType.of("application/problem+json").isJson());
        assertFalse(MediaType.of("text/json5").isJson());
    }
}
