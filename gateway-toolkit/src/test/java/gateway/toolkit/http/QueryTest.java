package gateway.toolkit.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** RFC 3986 section 2.1, and application/x-www-form-urlencoded. */
class QueryTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    a=1&b=2        | [a=1][b=2]
                    a=1&a=2        | [a=1][a=2]
                    a              | [a=]
                    a=             | [a=]
                    =a             | [=a]
                    &&a=1&         | [a=1]
                    a=b=c          | [a=b=c]
                    a;b=c          | [a;b=c]
                    a+b=c%20d%2Be  | [a b=c d+e]
                    a=%C3%BC%e2%82%ac | [a=ü€]
                    a=%26%3D       | [a=&=]
                    a=100%&b=%zz%4 | [a=100%][b=%zz%4]
                    a=%٣٣          | [a=%٣٣]
                    a=%FF          | [a=\ufffd]
                    ~~             | ~~
                    """)
    void reads(String text, String pairs) {
        StringBuilder shown = new StringBuilder();
        for (Pairs.Pair each : Query.parse(text)) {
            shown.append('[').append(each.name()).append('=').append(each.value()).append(']');
        }
        assertEquals(pairs, shown.toString());
    }

    @Test
    void boundsTheNumberOfPairs() {
        assertEquals(Optional.of(Pairs.of("a", "", "b", "")), Query.parse("a&b&", 2));
        assertEquals(Optional.empty(), Query.parse("a&b&c", 2));
        assertEquals(Optional.of(Pairs.EMPTY), Query.parse("&&&", 0));
    }

    @Test
    void writes() {
        assertEquals(
                "a+b=c%26d%3D&%C3%BC=%2B%7E*-._",
                Query.format(Pairs.of("a b", "c&d=", "ü", "+~*-._")));
    }

    @Test
    void encodesForEachPlace() {
        String text = "a/b c?ü:@-._~%";
        assertEquals("a%2Fb%20c%3F%C3%BC%3A%40-._~%25", PercentCoding.encode(text));
        assertEquals("a%2Fb%20c%3F%C3%BC:@-._~%25", PercentCoding.encodeSegment(text));
        assertEquals("a/b%20c%3F%C3%BC:@-._~%25", PercentCoding.encodePath(text));
        assertEquals(text, PercentCoding.decode(PercentCoding.encodePath(text)));
        assertEquals("a+b", PercentCoding.decode("a+b"));
    }

    @ParameterizedTest
    @CsvSource({
        "/a%2Cb, '/a,b'",
        "/%252c, /%2c",
        "/%E3%81%82, /\u3042",
        "/e%CC%81, /e\u0301",
        "/a+b, /a+b",
        "/\u00fc, /\u00fc",
        "/%,",
        "/%4,",
        "/%zz,",
        "/%80,",
        "/%C0%AF,",
        "/%ED%A0%80,",
        "/%E3%81,",
        "/\ud800,",
        "/%\u0663\u0663,"
    })
    void readsPathsStrictly(String text, @Nullable String decoded) {
        assertEquals(Optional.ofNullable(decoded), PercentCoding.decodeStrictly(text));
    }

    @Test
    void findsPairsByName() {
        Pairs pairs = Pairs.of("a", "1", "b", "2", "a", "3");
        assertEquals(Optional.of("1"), pairs.first("a"));
        assertEquals(Optional.empty(), pairs.first("A"));
        assertEquals(List.of("1", "3"), pairs.all("a"));
        assertEquals(Set.of("a", "b"), pairs.names());
        assertEquals(Map.of("a", "1", "b", "2"), pairs.firsts());
        assertEquals(Pairs.of("b", "2", "c", "4"), pairs.without("a").with("c", "4"));
        assertTrue(pairs.has("b"));
        assertFalse(pairs.isEmpty());
        assertEquals(3, pairs.size());
        assertThrows(IllegalArgumentException.class, () -> Pairs.of("a"));
    }
}
