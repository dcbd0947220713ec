package gateway.server.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gateway.api.Header;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;

/** What is refused, and in which words. */
class HeadRulesTest {
    @Test
    @Tag("RESP-1")
    void showsTheStatus() {
        assertRefused("RESP-1: the status does not begin with three digits: \"OK\"", "OK");
        assertRefused("RESP-1: the status code is not followed by a space: \"200OK\"", "200OK");
        assertRefused(
                "RESP-1: the status has U+000A at index 5: \"200 a\\u000AX: b\"", "200 a\nX: b");
    }

    @Test
    @Tag("RESP-4")
    void namesTheClauseOfANullInTheList() {
        Exception e =
                assertThrows(
                        NullPointerException.class,
                        () -> HeadRules.check(Arrays.asList(new Header("A", "b"), null)));
        assertEquals("RESP-4: there is a null in the header list", e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "9223372036854775807", "0000000000000000000000000000014"})
    @Tag("RESP-9")
    void takesEveryLengthThatALongHolds(String length) {
        List<Header> headers = List.of(new Header("Content-Length", length));
        assertEquals(headers, HeadRules.check(headers));
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775808, is more than a long holds",
        "99999999999999999999999, is more than a long holds",
        "-1, is not all digits",
        "+1, is not all digits"
    })
    @Tag("RESP-9")
    void refusesOtherLengths(String length, String what) {
        List<Header> headers = List.of(new Header("Content-Length", length));
        Exception e = assertThrows(IllegalArgumentException.class, () -> HeadRules.check(headers));
        assertEquals("RESP-9: the Content-Length " + what + ": \"" + length + "\"", e.getMessage());
    }

    private static void assertRefused(String message, String status) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> HeadRules.code(status));
        assertEquals(message, e.getMessage());
    }
}
