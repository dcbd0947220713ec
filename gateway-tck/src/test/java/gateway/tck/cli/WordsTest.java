package gateway.tck.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.tck.subject.Variant;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** The command line of the kit, and that of the server in it. */
class WordsTest {
    @Test
    void areSplitAtWhiteSpaceOutsideQuotes() throws Exception {
        assertEquals(
                List.of("a", "b c", "", "d\"e", "fg"), Words.split(" a  'b c' \"\"\t'd\"e' f'g' "));
        assertThrows(UsageException.class, () -> Words.split("a 'b"));
    }

    @Test
    void areFilled() {
        List<String> words = List.of("--bind", "127.0.0.1:{port}", "{port}{x}");
        assertTrue(Words.have(words, "port"));
        assertFalse(Words.have(words, "mount"));
        assertEquals(
                List.of("--bind", "127.0.0.1:80", "80{x}"),
                Words.fill(words, Map.of("port", "80")));
    }

    @Test
    void giveArguments() throws Exception {
        Arguments arguments =
                Arguments.parse(
                        new String[] {
                            "--command",
                            "run {port}",
                            "--with",
                            "mount=--mount {mount}=A",
                            "--only",
                            "X"
                        });
        assertEquals(List.of("run", "{port}"), arguments.command());
        assertEquals(List.of("--mount", "{mount}=A"), arguments.variants().get(Variant.MOUNTED));
        assertEquals("X", arguments.only());
    }

    @Test
    void areRefusedWhereNotUnderstood() {
        for (String[] words :
                List.of(
                        new String[] {},
                        new String[] {"--command", "run"},
                        new String[] {"--command"},
                        new String[] {"--bogus", "1", "--command", "run {port}"},
                        new String[] {"--command", "run {port}", "--with", "x=y"},
                        new String[] {"--command", "run {port}", "--claim", "x"},
                        new String[] {"--command", "run {port}", "--parallel", "0"})) {
            assertThrows(
                    UsageException.class, () -> Arguments.parse(words), String.join(" ", words));
        }
    }
}
