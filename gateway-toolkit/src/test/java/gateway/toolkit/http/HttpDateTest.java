package gateway.toolkit.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.Optional;

/** RFC 9110 section 5.6.7. */
class HttpDateTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Sun, 06 Nov 1994 08:49:37 GMT   | 1994-11-06T08:49:37Z
                    Sunday, 06-Nov-94 08:49:37 GMT  | 1994-11-06T08:49:37Z
                    Sun Nov  6 08:49:37 1994        | 1994-11-06T08:49:37Z
                    SUN, 06 NOV 1994 08:49:37 gmt   | 1994-11-06T08:49:37Z
                    Sun, 6 Nov 1994 8:49:37 GMT     | 1994-11-06T08:49:37Z
                    06 Nov 1994 08:49:37 GMT        | 1994-11-06T08:49:37Z
                    Sun, 06 Nov 1994 08:49:37       | 1994-11-06T08:49:37Z
                    Sun, 06 Nov 1994 08:49 GMT      | 1994-11-06T08:49:00Z
                    Sun, 06 Nov 1994 08:49:37 +0200 | 1994-11-06T06:49:37Z
                    Sun, 06 Nov 1994 08:49:37 -0530 | 1994-11-06T14:19:37Z
                    Sun, 06 Nov 1994 08:49:37 UTC   | 1994-11-06T08:49:37Z
                    Tue, 06 Nov 1994 08:49:37 GMT   | 1994-11-06T08:49:37Z
                    Sat, 31 Dec 2016 23:59:60 GMT   | 2017-01-01T00:00:00Z
                    Sunday, 06-Nov-76 08:49:37 GMT  | 2076-11-06T08:49:37Z
                    Sunday, 06-Nov-77 08:49:37 GMT  | 1977-11-06T08:49:37Z
                    Fri, 31 Dec 9999 23:59:59 GMT   | 9999-12-31T23:59:59Z
                    """)
    void readsDates(String text, Instant time) {
        assertEquals(Optional.of(time), HttpDate.parse(text, NOW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "06 Nov 1994",
                "Sun, 31 Feb 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 24:00:00 GMT",
                "Sun, 06 Nov 1994 08:60:37 GMT",
                "Sun, 06 Nov 1994 08:49:61 GMT",
                "Sun, 06 Nov 1994 08::37 GMT",
                "Sun, 06 Nov 1994 08:49:37 EST",
                "Sun, 06 Nov 1994 08:49:37 +9999",
                "Sun, 06 Nov 194 08:49:37 GMT",
                "Sun, 00 Nov 1994 08:49:37 GMT",
                "Sun, 06 Now 1994 08:49:37 GMT",
                "Sun, 0\u0666 Nov 1994 08:49:37 GMT",
                "1994-11-06T08:49:37Z",
                "Fri, 31 Dec 9999 23:59:59 -0100",
                "Sat, 01 Jan 0000 00:00:00 +0100",
                "Sun Nov 6 08:49:37 94",
                "Sun,"
            })
    void findsNoDate(String text) {
        assertEquals(Optional.empty(), HttpDate.parse(text, NOW));
    }

    @Test
    void writesThePreferredFormat() {
        Instant time = Instant.parse("1994-11-06T08:49:37.9Z");
        assertEquals("Sun, 06 Nov 1994 08:49:37 GMT", HttpDate.format(time));
    }

    @Test
    void refusesYearsThatTheFormatCannotSay() {
        Instant late = Instant.parse("+10000-01-01T00:00:00Z");
        assertThrows(IllegalArgumentException.class, () -> HttpDate.format(late));
    }
}
