package gateway.server.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gateway.api.Header;
import gateway.server.http.Ending;
import gateway.server.http.Field;
import gateway.server.http.HttpVersion;
import gateway.server.http.RequestHead;
import gateway.server.http.RequestTarget;
import gateway.server.http.Rule;
import gateway.server.http.Served;
import gateway.server.net.Ends;
import gateway.server.net.Ends.End;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a line of the access log says, and that no value can say more than its own field. */
class LineFormatsTest {
    /** All octets, what ends lines elsewhere in Unicode, and what looks like a line. */
    private static final String HOSTILE =
            IntStream.range(0, 256).mapToObj(c -> "" + (char) c).collect(Collectors.joining())
                    + "\u2028\uD800\r\n\u001B[31m127.0.0.1 - - [x] \"GET / HTTP/1.1\" 200 1\\\"";

    /** Directives with spaces of their own. */
    private static final Map<Directive, Long> SPACED =
            Map.of(Directive.REQUEST_LINE, 2L, Directive.TIME, 1L);

    private static final Ends ENDS =
            new Ends(new End("127.0.0.1", "8080"), Optional.of(new End("192.0.2.7", "50112")));

    private static final Served ORDINARY =
            served(
                    head("GET", "/a%20b?q=1", "agent/1.0"),
                    ENDS,
                    List.of(new Header("X-Cache", "hit")),
                    Ending.COMPLETE);

    private static RequestHead head(String method, String target, String value) {
        int query = target.indexOf('?');
        return new RequestHead(
                method,
                new RequestTarget(
                        target,
                        query < 0 ? target : target.substring(0, query),
                        "",
                        query < 0 ? "" : target.substring(query + 1),
                        ""),
                HttpVersion.HTTP_1_1,
                List.of(
                        new Field("User-Agent", value),
                        new Field("Referer", value),
                        new Field("X-Request-Id", value),
                        new Field("X-Other", value)),
                value,
                -1,
                false,
                true,
                false,
                false);
    }

    private static Served served(RequestHead head, Ends ends, List<Header> headers, Ending ending) {
        return new Served(
                Optional.of(head),
                Optional.empty(),
                ends,
                "id-1",
                1_795_289_400_123L,
                1_234_567,
                200,
                headers,
                12,
                140,
                ending);
    }

    private static Served refused() {
        return new Served(
                Optional.empty(),
                Optional.of(Rule.FIELD_NAME),
                new Ends(new End("localhost", "80"), Optional.empty()),
                "",
                0,
                0,
                400,
                List.of(),
                80,
                200,
                Ending.COMPLETE);
    }

    /** Everything that anybody may have had a part in is hostile. */
    private static Served hostile() {
        return served(
                head(HOSTILE, HOSTILE + "?" + HOSTILE, HOSTILE),
                new Ends(new End(HOSTILE, HOSTILE), Optional.of(new End(HOSTILE, HOSTILE))),
                List.of(new Header("X-Cache", "hit")),
                Ending.CLIENT_GONE);
    }

    private static String line(String format, Served served) {
        LineBuffer line = new LineBuffer();
        LineFormats.named(format).append(served, line);
        return new String(line.octets(), 0, line.length(), ISO_8859_1);
    }

    @Test
    void commonAndCombinedAreWhatTheirReadersKnow() {
        String line = line("common", ORDINARY);
        assertTrue(
                line.matches(
                        "192\\.0\\.2\\.7 - - \\[\\d\\d/Nov/2026:\\d\\d:\\d\\d:00 [+-]\\d{4}] \"GET"
                                + " /a%20b\\?q=1 HTTP/1\\.1\" 200 12"),
                line);
        assertEquals(line + " \"agent/1.0\" \"agent/1.0\"", line("combined", ORDINARY));
    }

    @Test
    void jsonHasEveryMember() throws Exception {
        assertEquals(
                "{\"time\":\"2026-11-21T19:30:00.123Z\",\"remote_addr\":\"192.0.2.7\","
                        + "\"remote_port\":\"50112\",\"method\":\"GET\",\"target\":\"/a%20b?q=1\","
                        + "\"protocol\":\"HTTP/1.1\",\"host\":\"agent/1.0\",\"status\":200,"
                        + "\"body_bytes\":12,\"sent_bytes\":140,\"duration_us\":1234,"
                        + "\"ended\":\"complete\",\"rule\":null,\"request_id\":\"id-1\","
                        + "\"referer\":\"agent/1.0\",\"user_agent\":\"agent/1.0\"}",
                line("json", ORDINARY));
    }

    @Test
    void aRefusedHeadIsALineToo() throws Exception {
        assertTrue(line("common", refused()).matches("- - - \\[[^]]+] \"-\" 400 80"));
        Map<String, String> members = LogReader.json(line("json", refused()));
        assertEquals("FIELD_NAME", members.get("rule"));
        assertEquals("null", members.get("method"));
        assertEquals("null", members.get("remote_addr"));
        assertEquals("400", members.get("status"));
    }

    @Test
    void aTemplateSaysWhatItsDirectivesSay() {
        assertEquals(
                "192.0.2.7 GET /a%20b ?q=1 HTTP/1.1 200 12 12 140 1234 1 0 complete - id-1 8080"
                        + " hit - % 2026-11-21T19:30:00.123Z agent/1.0",
                line(
                        "%h %m %U %q %H %s %b %B %O %D %{ms}T %T %X %R %L %p %{x-cache}o"
                                + " %{X-None}i %% %{iso}t %{x-other}i",
                        ORDINARY));
        assertEquals("- - - - FIELD_NAME", line("%h %r %m %{User-Agent}i %R", refused()));
    }

    @ParameterizedTest
    @EnumSource(Directive.class)
    void everyDirectiveStaysOneFieldOfPrintableAscii(Directive directive) {
        String line = line("<\"" + directive.sign() + "\"> " + directive.sign(), hostile());
        assertTrue(line.chars().allMatch(c -> c >= ' ' && c < 0x7F), line);
        String[] parts = line.split("\"", -1);
        assertEquals(3, parts.length, line);
        assertTrue(line.replaceAll("\\\\(x[0-9a-f]{2}|u[0-9a-f]{4})", "").indexOf('\\') < 0, line);
        long spaces = parts[2].substring(2).chars().filter(c -> c == ' ').count();
        assertEquals(SPACED.getOrDefault(directive, 0L), spaces, line);
    }

    @Test
    void aHostileFieldIsOneField() throws Exception {
        Matcher fields = LogReader.combined(line("combined", hostile()));
        assertEquals(HOSTILE, LogReader.unescaped(fields.group("agent")));
        assertEquals(HOSTILE, LogReader.unescaped(fields.group("host")));
        assertEquals(
                HOSTILE + " " + HOSTILE + "?" + HOSTILE + " HTTP/1.1",
                LogReader.unescaped(fields.group("request")));
        assertEquals(HOSTILE, LogReader.unescaped(line("%{X-Other}i", hostile())));

        Map<String, String> members = LogReader.json(line("json", hostile()));
        for (String name : List.of("remote_addr", "method", "host", "referer", "user_agent")) {
            assertEquals(HOSTILE, members.get(name), name);
        }
        assertEquals(HOSTILE + "?" + HOSTILE, members.get("target"));
        assertEquals("client-gone", members.get("ended"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "clf", "%", "%h %", "%{x}", "%{x", "%Z", "%{}i", "%{a b}i", "%h\n%s", "%h é"
            })
    void whatIsNoFormatIsRefused(String name) {
        assertThrows(IllegalArgumentException.class, () -> LineFormats.named(name));
    }
}
