package gateway.tck.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

/** What the kit's cases learn from the probe, and that they do not learn what was not seen. */
class NotesTest {
    private static final Notes NOTES =
            new Notes(List.of(new Note(7, "a", "1"), new Note(8, "b", ""), new Note(7, "a", "2")));

    @Test
    void surviveTheWayThroughText() {
        Notes odd =
                new Notes(
                        List.of(
                                new Note(1, "tab\there", "line\nend\\ \u0000 \u00e9 \u3042 \ud800"),
                                new Note(2, "empty", "")));
        assertEquals(odd, Notes.parse(odd.toText()));
        assertEquals(new Notes(List.of()), Notes.parse(""));
    }

    @Test
    void failWhereNothingWasNoted() {
        assertThrows(AssertionError.class, () -> NOTES.one("missing"));
        assertThrows(AssertionError.class, () -> NOTES.some("missing"));
        assertThrows(AssertionError.class, () -> NOTES.one("a"), "two are not one");
        assertEquals(0, NOTES.count("missing"));
    }

    @Test
    void keepOrderAndThreads() {
        assertEquals(List.of("1", "2"), NOTES.some("a"));
        assertEquals(List.of("a", "a"), NOTES.names(Set.of("a")));
        assertEquals(Set.of(7L, 8L), NOTES.threads());
        assertEquals(Set.of(8L), NOTES.threads("b"));
    }
}
