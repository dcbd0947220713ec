package gateway.toolkit.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** RFC 9110 sections 13.2.2 and 14.2, for a file of ten octets with tag "e" of 06 Nov 1994. */
class PreconditionsTest {
    private static final Instant CHANGED = Instant.parse("1994-11-06T08:49:37.5Z");
    private static final Representation FILE =
            Representation.ofLength(10).withTag(EntityTag.strong("e")).withLastModified(CHANGED);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    bytes=0-0                   | 206 0-0
                    bytes=0-                    | 206 0-9
                    bytes=-3                    | 206 7-9
                    bytes=5-100                 | 206 5-9
                    bytes=9-9                   | 206 9-9
                    BYTES=0-1                   | 206 0-1
                    bytes=-100                  | 206 0-9
                    bytes=0-1,3-4               | 206 0-1 3-4
                    bytes=3-4 , 0-1             | 206 3-4 0-1
                    bytes=0-3,2-5               | 206 0-5
                    bytes=0-1,2-3               | 206 0-3
                    bytes=0-1,,                 | 206 0-1
                    bytes=0-1,50-60             | 206 0-1
                    bytes=0-99999999999999999999 | 206 0-9
                    bytes=-0                    | 416
                    bytes=10-                   | 416
                    bytes=99999999999999999999- | 416
                    bytes=10-20,-0              | 416
                    bytes= 0-1                  | 200
                    bytes=5-2                   | 200
                    bytes=                      | 200
                    bytes=,                     | 200
                    bytes=a-b                   | 200
                    bytes 0-1                   | 200
                    bytes=0-1;                  | 200
                    bytes=+1-2                  | 200
                    bytes=0-1,5-2               | 200
                    bytes=1--2                  | 200
                    bytes=-                     | 200
                    bytes=٣-٤                   | 200
                    items=0-1                   | 200
                    ~~                          | 200
                    """)
    void servesRanges(String range, String expected) {
        assertEquals(expected, show(evaluate("GET", Map.of("range", range), FILE)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    HEAD | Range: bytes=0-1                                                   | 200
                    POST | Range: bytes=0-1                                                   | 200
                    GET  | Range: bytes=0-1 & If-Range: "e"                                   | 206 0-1
                    GET  | Range: bytes=0-1 & If-Range: Sun, 06 Nov 1994 08:49:37 GMT         | 206 0-1
                    GET  | Range: bytes=0-1 & If-Range: "x"                                   | 200
                    GET  | Range: bytes=0-1 & If-Range: Sun, 06 Nov 1994 08:49:38 GMT         | 200
                    GET  | Range: bytes=0-1 & If-Range: W/"e"                                 | 200
                    GET  | Range: bytes=0-1 & If-Range: ~~                                    | 200
                    GET  | Range: bytes=90- & If-Range: "x"                                   | 200
                    GET  | Range: bytes=0-1 & If-None-Match: "e"                              | 304
                    GET  | Range: bytes=0-1 & If-None-Match: "x"                              | 206 0-1
                    GET  | Range: bytes=90- & If-Match: "x"                                   | 412
                    GET  | If-None-Match: "x", W/"e"                                          | 304
                    HEAD | If-None-Match: *                                                   | 304
                    GET  | If-None-Match: e                                                   | 304
                    GET  | If-None-Match: "x", *                                              | 200
                    GET  | If-None-Match: ~~                                                  | 200
                    PUT  | If-None-Match: "e"                                                 | 412
                    PUT  | If-None-Match: *                                                   | 412
                    PUT  | If-None-Match: "x"                                                 | 200
                    GET  | If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT                   | 304
                    GET  | If-Modified-Since: Sun, 06 Nov 2094 08:49:37 GMT                   | 304
                    GET  | If-Modified-Since: Sun, 06 Nov 1994 08:49:36 GMT                   | 200
                    GET  | If-Modified-Since: garbage                                         | 200
                    POST | If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT                   | 200
                    GET  | If-None-Match: "x" & If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT | 200
                    GET  | If-None-Match: "e" & If-Modified-Since: Sun, 06 Nov 1994 08:49:36 GMT | 304
                    GET  | If-Match: "e"                                                      | 200
                    GET  | If-Match: *                                                        | 200
                    GET  | If-Match: "x"                                                      | 412
                    GET  | If-Match: W/"e"                                                    | 412
                    GET  | If-Match: ~~                                                       | 412
                    POST | If-Match: "x"                                                      | 412
                    DELETE | If-Match: "x", "e"                                               | 200
                    GET  | If-Match: "e" & If-None-Match: "e"                                 | 304
                    GET  | If-Unmodified-Since: Sun, 06 Nov 1994 08:49:36 GMT                 | 412
                    POST | If-Unmodified-Since: Sun, 06 Nov 1994 08:49:36 GMT                 | 412
                    GET  | If-Unmodified-Since: Sun, 06 Nov 1994 08:49:37 GMT                 | 200
                    GET  | If-Unmodified-Since: garbage                                       | 200
                    GET  | If-Match: "e" & If-Unmodified-Since: Sun, 06 Nov 1994 08:49:36 GMT | 200
                    OPTIONS | If-Match: "x" & If-None-Match: "e"                              | 200
                    """)
    void keepsTheOrderOfConditions(String method, String fields, String expected) {
        Map<String, String> headers = new HashMap<>();
        for (String field : fields.replace("~", "").split(" & ", -1)) {
            int colon = field.indexOf(':');
            headers.put(
                    field.substring(0, colon).toLowerCase(Locale.ROOT),
                    field.substring(colon + 1).strip());
        }
        assertEquals(expected, show(evaluate(method, headers, FILE)));
    }

    @Test
    void hasNoConditionsToMeetWithoutAState() {
        assertEquals(412, evaluate("PUT", Map.of("if-match", "*"), Representation.NONE).status());
        assertEquals(
                200, evaluate("PUT", Map.of("if-none-match", "*"), Representation.NONE).status());
        assertEquals(
                412, evaluate("PUT", Map.of("if-match", "\"e\""), Representation.UNKNOWN).status());
        assertEquals(
                200,
                evaluate(
                                "GET",
                                Map.of("if-unmodified-since", "Sun, 06 Nov 1994 08:49:36 GMT"),
                                Representation.UNKNOWN)
                        .status());
    }

    @Test
    void servesNoPartOfNothing() {
        Map<String, String> range = Map.of("range", "bytes=0-1");
        assertEquals(200, evaluate("GET", range, Representation.ofLength(0)).status());
        assertEquals(200, evaluate("GET", range, Representation.UNKNOWN).status());
    }

    @Test
    void saysTheLengthWithBothRangeAnswers() {
        Outcome part = evaluate("GET", Map.of("range", "bytes=2-3"), FILE);
        assertEquals(
                Optional.of("bytes 2-3/10"),
                assertInstanceOf(Outcome.Partial.class, part)
                        .contentRange()
                        .map(ContentRange::headerValue));
        Outcome parts = evaluate("GET", Map.of("range", "bytes=2-3,5-6"), FILE);
        assertEquals(
                Optional.empty(), assertInstanceOf(Outcome.Partial.class, parts).contentRange());
        Outcome none = evaluate("GET", Map.of("range", "bytes=20-"), FILE);
        assertEquals(
                "bytes */10",
                assertInstanceOf(Outcome.RangeNotSatisfiable.class, none)
                        .contentRange()
                        .headerValue());
    }

    @Test
    void boundsTheParts() {
        Representation large = Representation.ofLength(1_000_000);
        assertEquals(206, evaluate("GET", Map.of("range", apart(50)), large).status());
        assertEquals(200, evaluate("GET", Map.of("range", apart(51)), large).status());
        assertEquals(200, evaluate("GET", Map.of("range", apart(10_000)), large).status());
        String overlapping =
                IntStream.range(0, 200)
                        .mapToObj(i -> "0-" + i)
                        .collect(Collectors.joining(",", "bytes=", ""));
        assertEquals("206 0-199", show(evaluate("GET", Map.of("range", overlapping), large)));
        assertEquals(200, evaluate("GET", Map.of("range", overlapping + ",5-6"), large).status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    bytes 0-9/100     | bytes 0-9/100
                    bytes */100       | bytes */100
                    bytes 0-9/*       | bytes 0-9/*
                    Bytes 0-99/100    | bytes 0-99/100
                    bytes 0-100/100   | none
                    bytes 9-0/100     | none
                    bytes */*         | none
                    bytes             | none
                    bytes 0-9         | none
                    bytes 0-9/x       | none
                    bytes  0-9/10     | none
                    items 0-9/10      | none
                    ~~                | none
                    """)
    void readsContentRange(String text, String expected) {
        assertEquals(
                expected, ContentRange.parse(text).map(ContentRange::headerValue).orElse("none"));
    }

    @Test
    void refusesRangesThatAreNone() {
        assertThrows(IllegalArgumentException.class, () -> new ByteRange(2, 1));
        assertThrows(IllegalArgumentException.class, () -> new ByteRange(-1, 1));
        ByteRange range = new ByteRange(0, 9);
        assertThrows(IllegalArgumentException.class, () -> ContentRange.of(range, 9));
        assertEquals(10, range.length());
    }

    private static String apart(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> i * 10 + "-" + i * 10)
                .collect(Collectors.joining(",", "bytes=", ""));
    }

    private static Outcome evaluate(
            String method, Map<String, String> headers, Representation current) {
        Conditions conditions =
                Conditions.of(
                        method,
                        name -> Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT))));
        return Preconditions.evaluate(conditions, current);
    }

    private static String show(Outcome outcome) {
        StringBuilder shown = new StringBuilder().append(outcome.status());
        if (outcome instanceof Outcome.Partial partial) {
            partial.ranges()
                    .forEach(
                            each ->
                                    shown.append(" ")
                                            .append(each.first())
                                            .append("-")
                                            .append(each.last()));
        }
        return shown.toString();
    }
}
