package gateway.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a header's name (RESP-5) and value (RESP-6) may be, character by character. */
class HeaderTest {
    private static final String TOKEN =
            "!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz|~";
    private static final String VISIBLE = range('!', '~') + range(0x80, 0xFF);

    /** Octets, and as many characters above them: U+010A must not pass for a line feed. */
    private static final String ALL = range(0, 0x1FF);

    @ParameterizedTest
    @ValueSource(strings = {"?", "?x", "x?", "x?x"})
    void nameTakesTheTokenCharactersAnywhere(String pattern) {
        assertEquals(TOKEN, accepted(c -> new Header(pattern.replace("?", c), "value")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "?x", "x?"})
    void valueTakesVisibleCharactersAtItsEnds(String pattern) {
        assertEquals(VISIBLE, accepted(c -> new Header("Name", pattern.replace("?", c))));
    }

    @Test
    void valueTakesBlanksInside() {
        assertEquals("\t " + VISIBLE, accepted(c -> new Header("Name", "x" + c + "x")));
    }

    static Stream<Arguments> accepted() {
        return Stream.of(
                arguments("X", ""),
                arguments("x-lower", "0"),
                arguments("ETag", "\"a:b, c\""),
                arguments("!#$%&'*+-.^_`|~", "two  blanks,\ta tab"),
                arguments("Content-Type", "text/plain; charset=utf-8"),
                arguments("Status", "é"));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void keepsWhatItTakes(String name, String value) {
        Header header = new Header(name, value);
        assertEquals(name, header.name());
        assertEquals(value, header.value());
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("", "v", "RESP-5: a header name is empty"),
                arguments("X:", "v", "RESP-5: header name has U+003A at index 1"),
                arguments(" X", "v", "RESP-5: header name has U+0020 at index 0"),
                arguments("X-Y\r\nZ", "v", "RESP-5: header name has U+000D at index 3"),
                arguments("é", "v", "RESP-5: header name has U+00E9 at index 0"),
                arguments("\uFF21", "v", "RESP-5: header name has U+FF21 at index 0"),
                arguments("X", "a\r\nB: c", "RESP-6: value of X has U+000D at index 1"),
                arguments("X", "a\n", "RESP-6: value of X has U+000A at index 1"),
                arguments("X", "\0", "RESP-6: value of X has U+0000 at index 0"),
                arguments("X", "a\u010A", "RESP-6: value of X has U+010A at index 1"),
                arguments("X", "\uD83D\uDE00", "RESP-6: value of X has U+D83D at index 0"),
                arguments("X", " ", "RESP-6: value of X has white space at an end"),
                arguments("X", "\ta", "RESP-6: value of X has white space at an end"),
                arguments("X", "a ", "RESP-6: value of X has white space at an end"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void namesTheClauseAndThePlaceOfWhatItRefuses(String name, String value, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> new Header(name, value))
                        .getMessage());
    }

    /** Whoever logs a message must not be made to log a line of the client's. */
    @Test
    void messageRepeatsNothingOfWhatItRefuses() {
        ALL.chars()
                .filter(c -> TOKEN.indexOf(c) < 0)
                .forEach(c -> assertHidden("RESP-5: ", "hid" + (char) c + "den", "value"));
        ALL.chars()
                .filter(c -> c != ' ' && c != '\t' && VISIBLE.indexOf(c) < 0)
                .forEach(c -> assertHidden("RESP-6: ", "Name", "hid" + (char) c + "den"));
        assertHidden("RESP-6: ", "Name", "hidden ");
    }

    private static void assertHidden(String clause, String name, String value) {
        String message =
                assertThrows(IllegalArgumentException.class, () -> new Header(name, value))
                        .toString();
        assertTrue(message.contains(clause), message);
        assertTrue(message.chars().allMatch(c -> c >= ' ' && c <= '~'), message);
        assertFalse(message.contains("hid") || message.contains("den"), message);
    }

    @Test
    @SuppressWarnings("NullAway") // On purpose.
    void refusesNull() {
        assertThrows(NullPointerException.class, () -> new Header(null, "value"));
        assertThrows(NullPointerException.class, () -> new Header("Name", null));
    }

    /** The characters of {@link #ALL} for which {@code header} is made. */
    private static String accepted(Consumer<String> header) {
        return ALL.chars()
                .mapToObj(Character::toString)
                .filter(c -> isMade(() -> header.accept(c)))
                .collect(Collectors.joining());
    }

    private static boolean isMade(Runnable header) {
        try {
            header.run();
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    private static String range(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
