package gateway.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

class LogTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "a\tb", "ä€", "\uD83D\uDE00", "{} %s \\n ${x}"})
    void harmlessTextIsLeftAlone(String text) {
        assertSame(text, LogText.of(text));
    }

    /** Written as code points, since a reader would not see them. */
    @ParameterizedTest
    @CsvSource({
        "0, \\x00",
        "a, \\x0a",
        "d, \\x0d",
        "1b, \\x1b",
        "7f, \\x7f",
        "85, \\x85",
        "9b, \\x9b",
        "2028, \\u2028",
        "2029, \\u2029",
        "202e, \\u202e",
        "feff, \\ufeff",
        "d800, \\ud800",
        "dc00, \\udc00"
    })
    void whatCouldPassForSomethingElseIsEscaped(String hex, String shown) {
        char c = (char) Integer.parseInt(hex, 16);
        assertEquals("a" + shown + "b", LogText.of("a" + c + "b"));
        assertEquals(shown, LogText.of("" + c));
    }

    @Test
    void aHarmlessFailureIsItself() {
        Throwable failure = new IllegalStateException("one", new RuntimeException("two"));
        failure.addSuppressed(new RuntimeException("three"));
        assertSame(failure, LoggedThrowable.of(failure));
    }

    @Test
    void aFailureIsShownWithItsWholeStoryOnLinesOfItsOwn() {
        Throwable failure =
                new IllegalStateException("one", new RuntimeException("two\nERROR forged"));
        failure.addSuppressed(new RuntimeException("three\r\nERROR forged"));
        Throwable shown = LoggedThrowable.of(failure);
        assertNotSame(failure, shown);
        List<String> lines = lines(shown);
        assertEquals("java.lang.IllegalStateException: one", lines.getFirst());
        assertTrue(
                lines.contains("Caused by: java.lang.RuntimeException: two\\x0aERROR forged"),
                lines.toString());
        assertTrue(
                lines.contains(
                        "\tSuppressed: java.lang.RuntimeException: three\\x0d\\x0aERROR forged"),
                lines.toString());
        assertTrue(lines.stream().noneMatch(l -> l.startsWith("ERROR")), lines.toString());
        assertEquals(
                List.of(failure.getStackTrace()), List.of(shown.getStackTrace()), "stack trace");
    }

    @Test
    void aCircleOfCausesEnds() {
        Throwable one = new RuntimeException("one\n");
        Throwable two = new RuntimeException("two\n", one);
        one.initCause(two);
        List<String> texts = new ArrayList<>();
        for (Throwable t = LoggedThrowable.of(one); t != null; t = t.getCause()) {
            texts.add(t.getMessage());
        }
        assertEquals(
                List.of(
                        "java.lang.RuntimeException: one\\x0a",
                        "java.lang.RuntimeException: two\\x0a",
                        "java.lang.RuntimeException: one\\x0a"),
                texts);
    }

    private static List<String> lines(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString().lines().toList();
    }
}
