package gateway.server.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.server.http.Rule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The table's own form: a row that is read wrongly would prove nothing. */
class WireTableTest {
    @Test
    void everyEscapeIsAnOctet() {
        assertEquals("\r\n\t\0\\\u00ff a", Notation.read("\\r\\n\\t\\0\\\\\\xfF a"));
    }

    @Test
    void repetitionsNest() {
        assertEquals("abbabb.", Notation.read("{2*a{2*b}}."));
        assertEquals("\r\n\r\n", Notation.read("{2*\\r\\n}"));
        assertEquals(12_345, Notation.read("{12345*x}").length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\\", "\\q", "\\x4", "\\xg0", "é", "\u0001", "{2*a", "a}", "{a}", "{0*a}"})
    void whatIsNotInTheNotationIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Notation.read(text));
    }

    @Test
    void whatIsShownIsReadAgain() {
        StringBuilder octets = new StringBuilder();
        for (char c = 0; c <= 0xA0; c++) {
            if (c != '{' && c != '}') {
                octets.append(c);
            }
        }
        assertEquals(octets.toString(), Notation.read(Notation.show(octets.toString())));
        assertEquals("é\\u0301", Notation.show("é\u0301"));
    }

    @Test
    void anExpectationIsReadInOrder() {
        Expectation expectation = Expectation.read("2*200 100? 200(HEAD) 400 close called 3");
        Expectation.Answer plain = new Expectation.Answer(200, false, false);
        Expectation.Answer head = new Expectation.Answer(200, true, true);
        Expectation.Answer refusal = new Expectation.Answer(400, false, false);
        assertEquals(List.of(plain, plain, head, refusal), expectation.answers());
        assertFalse(expectation.kept());
        assertEquals(3, expectation.calls());
    }

    @Test
    void anExpectationOf200CountsItsCalls() {
        assertEquals(2, Expectation.read("200 200 kept").calls());
        assertEquals(0, Expectation.read("400 close not-called").calls());
        assertEquals(List.of(), Expectation.read("silent close not-called").answers());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "200",
                "400 close",
                "silent close",
                "close not-called",
                "400|501 close not-called",
                "silent|400 close not-called",
                "silent 400 close",
                "200 silent close",
                "200 open",
                "20 kept",
                "200 kept called",
                "200 kept called 0",
                "200 close kept"
            })
    void anExpectationThatIsNoneIsRefused(String line) {
        assertThrows(IllegalArgumentException.class, () -> Expectation.read(line));
    }

    @Test
    void aBlockIsARow() {
        List<WireCase> rows =
                WireTable.read(
                        "x.wire",
                        """
                        # About.

                        case: one
                        source: RFC 9112 3
                        client: half-closes
                        server: strict
                        expect: 405 close not-called
                        rule: METHOD_TRACE
                        saw: PATH_INFO=/
                        saw 2: no HTTP_X
                        answer: Allow
                        # A comment.
                        GET / HTTP/1.1\\r\\n
                        case: a\\r\\n

                        case: two
                        source: RFC 9112 3
                        expect: 200 kept
                        """);
        assertEquals(2, rows.size());
        WireCase one = rows.getFirst();
        assertEquals("x.wire:3", one.place());
        assertEquals("one", one.name());
        assertEquals("RFC 9112 3", one.source());
        assertTrue(one.halfCloses());
        assertEquals(ServerMood.STRICT, one.server());
        assertEquals(Optional.of(Rule.METHOD_TRACE), one.rule());
        assertEquals("GET / HTTP/1.1\r\ncase: a\r\n", one.octets());
        assertEquals(
                List.of(new WireCase.Sight(0, "PATH_INFO=/"), new WireCase.Sight(2, "no HTTP_X")),
                one.sights());
        assertEquals(List.of("Allow"), one.answerFields());
        assertEquals("", rows.getLast().octets());
        assertFalse(rows.getLast().halfCloses());
        assertEquals(ServerMood.PLAIN, rows.getLast().server());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "case: a\nexpect: 200 kept\n",
                "source: a\nexpect: 200 kept\n",
                "case: a\nsource: b\n",
                "case: a\nsource: b\nclient: sleeps\nexpect: 200 kept\n",
                "case: a\nsource: b\nserver: odd\nexpect: 200 kept\n",
                "case: a\nsource: b\nexpect: 400 close not-called\nrule: ODD\n",
                "case: a\nsource: b\nexpect: 200 kept\nGET / \n",
                "case: a\nsource: b\nexpect: 200 kept\nGET /é\n"
            })
    void aBlockThatIsNoRowIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> WireTable.read("x.wire", text));
    }

    @Test
    void everyRefusalNamesItsRule() throws Exception {
        Set<Rule> proven = EnumSet.noneOf(Rule.class);
        for (WireCase row : WireTable.readAll()) {
            assertEquals(
                    row.expectation().endsWithRefusal(),
                    row.rule().isPresent(),
                    row.place() + " has a rule if, and only if, it is refused");
            assertTrue(
                    !row.expectation().answers().isEmpty() || row.octets().matches("(\r\n)?"),
                    row.place() + " is silent, though something of a request was sent");
            row.rule().ifPresent(proven::add);
        }
        assertEquals(EnumSet.allOf(Rule.class), proven, "rules that a row proves");
    }

    @Test
    void theTableIsWhole() throws Exception {
        List<WireCase> rows = WireTable.readAll();
        assertTrue(rows.size() >= 1000, rows.size() + " rows");
        Set<String> names = new HashSet<>();
        Set<String> octets = new HashSet<>();
        for (WireCase row : rows) {
            assertTrue(names.add(row.name()), row.place() + " has the name of another row");
            boolean advisory = row.name().startsWith("cve-");
            assertTrue(
                    octets.add(row.server() + row.octets() + row.halfCloses()) || advisory,
                    row.place() + " sends what another row sends");
            for (WireCase.Sight sight : row.sights()) {
                assertTrue(
                        sight.request() <= row.expectation().answers().size(),
                        row.place() + " shows an answer that does not come");
            }
        }
    }
}
