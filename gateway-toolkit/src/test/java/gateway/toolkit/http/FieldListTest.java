package gateway.toolkit.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/** RFC 9110 sections 5.6.1 and 5.6.4. */
class FieldListTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    a, b                    | [a][b]
                    "a,b", c                | [a,b][c]
                    a,,b ,                  | [a][b]
                    token, "quoted value"   | [token][quoted value]
                    "a                      | ~~
                    a, "b, c                | [a]
                    a, "", b                | [a][][b]
                    "a\\"b"                 | [a"b]
                    "a\\\\"                 | [a\\]
                    "C:\\dir"               | [C:dir]
                    a="x,y", b              | [a="x,y"][b]
                    ~~                      | ~~
                    ,,,                     | ~~
                    """)
    void readsElements(String text, String elements) {
        StringBuilder shown = new StringBuilder();
        FieldList.parse(text).forEach(each -> shown.append('[').append(each).append(']'));
        assertEquals(elements, shown.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    tok   | tok
                    a b   | "a b"
                    ~~    | ""
                    a"b\\ | "a\\"b\\\\"
                    ü     | "ü"
                    """)
    void quotesWhatIsNoToken(String text, String quoted) {
        assertEquals(quoted, QuotedString.quoteIfNeeded(text));
        assertEquals(text, QuotedString.unquote(quoted));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    "a
                    a"
                    "a"b"
                    "
                    a
                    """)
    void leavesWhatIsNotOneQuotedString(String text) {
        assertEquals(text, QuotedString.unquote(text));
    }

    @Test
    void refusesToQuoteControlCharacters() {
        assertThrows(IllegalArgumentException.class, () -> QuotedString.quote("a\r\nb"));
        assertThrows(IllegalArgumentException.class, () -> FieldList.format(List.of("a\u0000")));
        assertEquals("\"a\rb\"", QuotedString.unquote("\"a\rb\""));
    }

    @Test
    void comparesTokensWithoutCase() {
        TokenSet vary = TokenSet.parse("foo, Bar, FOO, \"a b\"");
        assertEquals(List.of("foo", "Bar"), vary.tokens());
        assertTrue(vary.contains("BAR"));
        assertFalse(vary.contains("b"));
        assertEquals("foo, Bar, Accept", vary.with("Accept").with("BAR").headerValue());
        assertEquals("foo", vary.without("bar").headerValue());
        assertThrows(IllegalArgumentException.class, () -> vary.with("a b"));
        assertTrue(TokenSet.EMPTY.isEmpty());
    }
}
