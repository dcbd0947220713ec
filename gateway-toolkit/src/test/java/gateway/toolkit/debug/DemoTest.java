package gateway.toolkit.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.toolkit.testing.Answer;
import gateway.toolkit.testing.Client;

import org.junit.jupiter.api.Test;

import java.util.List;

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
    void noValueLooksLikeTwoLines() throws Exception {
        Object forging =
                new Object() {
                    @Override
                    public String toString() {
                        return "a\nb = c";
                    }
                };
        Answer answer =
                Client.builder(new Demo())
                        .environ("my.text", "\"\\\n\r\t\u2028\u202E\uD83D\uDE00")
                        .environ("my.object", forging)
                        .build()
                        .get("/");
        assertTrue(
                answer.text()
                        .contains("\nmy.text = \"\\\"\\\\\\n\\r\\t\\u2028\\u202E\uD83D\uDE00\"\n"),
                answer.text());
        assertTrue(answer.text().contains("\nmy.object = a\\nb = c\n"), answer.text());
    }
}
