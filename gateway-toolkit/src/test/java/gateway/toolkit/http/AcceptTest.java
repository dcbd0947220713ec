package gateway.toolkit.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/** RFC 9110 section 12.5. */
class AcceptTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    text/html                              | text/html            | 1000
                    text/html                              | text/plain           | 0
                    text/*                                 | text/plain           | 1000
                    */*;q=0.5, text/html                   | text/html            | 1000
                    */*;q=0.5, text/html                   | image/png            | 500
                    text/*;q=1, text/html;q=0.1            | text/html            | 100
                    text/html;q=0, */*                     | text/html            | 0
                    text/html;level=1, text/html;q=0.5     | text/html;level=1    | 1000
                    text/html;level=1, text/html;q=0.5     | text/html            | 500
                    text/html;level=1                      | text/html            | 0
                    text/html                              | text/html;charset=x  | 1000
                    TEXT/HTML                              | text/html            | 1000
                    a/b;q=0.5555                           | a/b                  | 555
                    a/b;q=0.0001                           | a/b                  | 1
                    a/b;Q=0.3                              | a/b                  | 300
                    *;q=.2                                 | a/b                  | 200
                    a/b;q=1.000                            | a/b                  | 1000
                    a/b;q=0.7, a/b;q=0.3                   | a/b                  | 700
                    x/y, a/b;q=2                           | a/b                  | 0
                    x/y, a/b;q=1.0001                      | a/b                  | 0
                    x/y, a/b;q=-1                          | a/b                  | 0
                    x/y, a/b;q=x                           | a/b                  | 0
                    x/y, a/b;q=                            | a/b                  | 0
                    x/y, a/b; q = 1                        | a/b                  | 0
                    x/y, a/b;q=1e0                         | a/b                  | 0
                    x/y, a/b;q=.                           | a/b                  | 0
                    x/y, */b                               | a/b                  | 0
                    ~~                                     | a/b                  | 1000
                    nonsense                               | a/b                  | 1000
                    a/b                                    | nonsense             | 0
                    """)
    void weighsMediaTypes(String accept, String offer, int quality) {
        assertEquals(quality, AcceptMediaTypes.parse(accept).quality(offer));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    text/html, */*              | application/json text/html | text/html
                    */*                         | application/json text/html | application/json
                    text/*;q=1, text/html;q=0.1 | text/html text/plain       | text/plain
                    text/html;q=0, */*          | text/html                  | none
                    text/html;q=0, */*          | text/html text/plain       | text/plain
                    image/png                   | text/html                  | none
                    a/a;q=0.1, b/b;q=0.2        | a/a b/b                    | b/b
                    a/a, b/b                    | b/b a/a                    | b/b
                    """)
    void choosesAMediaType(String accept, String offers, String best) {
        List<String> list = List.of(offers.split(" ", -1));
        assertEquals(best, AcceptMediaTypes.parse(accept).best(list).orElse("none"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    gzip, br              | br gzip identity | br
                    gzip;q=0.5, br;q=0.1  | br gzip identity | gzip
                    gzip                  | br identity      | identity
                    x-gzip                | gzip identity    | gzip
                    *                     | gzip identity    | gzip
                    gzip;q=0, *           | gzip             | none
                    identity;q=0, gzip    | identity         | none
                    *;q=0                 | identity gzip    | none
                    *;q=0, identity       | gzip identity    | identity
                    gzip;q=0              | gzip identity    | identity
                    ~~                    | gzip identity    | identity
                    identity, gzip;q=0.5  | gzip identity    | identity
                    GZIP                  | gzip identity    | gzip
                    """)
    void choosesACoding(String accept, String offers, String best) {
        List<String> list = List.of(offers.split(" ", -1));
        assertEquals(best, AcceptEncodings.parse(accept).best(list).orElse("none"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    en-US                      | en en-us fr | en-us
                    en                         | en en-us fr | en
                    en                         | fr en-US    | en-US
                    de;q=0.9, en-GB;q=0.8      | en en-us fr | en
                    *                          | fr en       | fr
                    de, *;q=0                  | en fr       | none
                    fr;q=0.5, en               | fr en       | en
                    en-GB, en;q=0              | en fr       | none
                    zh-Hant-TW                 | en zh-Hans zh-Hant | zh-Hant
                    e                          | en          | none
                    en                         | en_GB       | en_GB
                    ~~                         | fr en       | fr
                    """)
    void choosesALanguage(String accept, String offers, String best) {
        List<String> list = List.of(offers.split(" ", -1));
        assertEquals(best, AcceptLanguages.parse(accept).best(list).orElse("none"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    latin1, utf-8;q=0.5 | iso-8859-1 | 1000
                    utf8                | UTF-8      | 1000
                    utf-8, *;q=0.1      | ascii      | 100
                    utf-8;q=0, *        | utf-8      | 0
                    """)
    void weighsCharsets(String accept, String offer, int quality) {
        assertEquals(quality, AcceptCharsets.parse(accept).quality(offer));
    }

    @Test
    void writesWhatItRead() {
        assertEquals(
                "text/html, */*;q=0.8, a/b;level=1;q=0".replace("a/b;level", "a/b; level"),
                AcceptMediaTypes.parse("text/html , */*;q=0.80,a/b;level=1;q=0").headerValue());
        assertEquals("gzip, br;q=0.001", AcceptEncodings.parse("gzip,br;q=0.001").headerValue());
    }

    @Test
    void tellsBrowsersFromPrograms() {
        assertTrue(AcceptMediaTypes.parse("text/html,*/*;q=0.8").prefersHtml());
        assertTrue(AcceptMediaTypes.ANY.prefersHtml());
        assertFalse(AcceptMediaTypes.parse("application/json, */*;q=0.1").prefersHtml());
        assertFalse(AcceptMediaTypes.parse("image/png").prefersHtml());
    }
}
