package gateway.toolkit.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.toolkit.testing.Answer;
import gateway.toolkit.testing.Client;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

/** The environ as text. */
class DemoTest {
    @Test
    void printsTheEnvironInOrder() throws Exception {
        Answer answer = Client.of(new Demo()).get("/caf\u00e9?x=1");
        assertEquals("text/plain; charset=utf-8", answer.header("Content-Type").orElseThrow());
        List<String> lines = answer.text().lines().toList();
        assertEquals(List.of("Hello world!", ""), lines.subList(0, 2));
        assertTrue(lines.contains("PATH_INFO = \"/caf\u00e9\""));
        assertTrue(lines.contains("QUERY_STRING = \"x=1\""));
        assertTrue(lines.contains("gateway.version = [1, 0]"));
        List<String> keys = lines.subList(2, lines.size());
        assertEquals(keys.stream().sorted().toList(), keys);
    }

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
                page(environ));
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
                page(Map.of("HTTP_X", "a" + raw + "b")));
        assertEquals(
                "Hello world!\n\na" + shown + "b = 1\n",
                page(Map.of("a" + raw + "b", 1L)),
                "in a key");
        assertEquals(
                "Hello world!\n\nx.list = [a" + shown + "b]\n",
                page(Map.of("x.list", List.of("a" + raw + "b"))),
                "in another value");
    }

    private static String page(Map<String, Object> environ) {
        StringBuilder page = new StringBuilder();
        new Demo()
                .call(environ, (status, headers, error) -> assertEquals("200 OK", status))
                .forEach(array -> page.append(new String(array, UTF_8)));
        return page.toString();
    }
}
