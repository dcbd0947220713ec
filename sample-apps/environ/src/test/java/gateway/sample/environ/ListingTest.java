package gateway.sample.environ;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

class ListingTest {
    @Test
    void listsKeysInOrderAndQuotesStringsOnly() {
        Map<String, Object> environ =
                Map.of(
                        "gateway.version",
                        List.of(1, 0),
                        "PATH_INFO",
                        "/café",
                        "gateway.run_once",
                        false,
                        "QUERY_STRING",
                        "");

        assertEquals(
                """
                Hello world!

                PATH_INFO = "/café"
                QUERY_STRING = ""
                gateway.run_once = false
                gateway.version = [1, 0]
                """,
                Listing.of(environ));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "22, \\\"",
                "5C, \\\\",
                "A, \\n",
                "D, \\r",
                "9, \\t",
                "0, \\u0000",
                "7F, \\u007F",
                "85, \\u0085", // Next line.
                "2028, \\u2028", // Line separator.
                "2029, \\u2029",
                "202E, \\u202E", // Right-to-left override.
                "D800, \\uD800", // Alone, it has no UTF-8.
                "E0001, \\uDB40\\uDC01",
                "1F600, \uD83D\uDE00", // Visible.
            })
    void cannotBeForged(String codePoint, String shown) {
        String raw = Character.toString(Integer.parseInt(codePoint, 16));

        assertEquals(
                "Hello world!\n\nHTTP_X = \"a" + shown + "b\"\n",
                Listing.of(Map.of("HTTP_X", "a" + raw + "b")));
        assertEquals(
                "Hello world!\n\na" + shown + "b = 1\n",
                Listing.of(Map.of("a" + raw + "b", 1L)),
                "in a key");
        assertEquals(
                "Hello world!\n\nx.list = [a" + shown + "b]\n",
                Listing.of(Map.of("x.list", List.of("a" + raw + "b"))),
                "in another value");
    }
}
