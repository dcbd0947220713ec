package gateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;

/** The file of {@code --pid-file}. */
class PidFileTest {
    private static final String OWN = ProcessHandle.current().pid() + "\n";

    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    @TempDir
    private Path folder;

    private static String refusal(Path path) {
        return assertThrows(CannotStartException.class, () -> PidFile.claim(path)).line(false);
    }

    @Test
    void isThereUntilTheEnd() throws Exception {
        Path path = folder.resolve("pid");
        try (PidFile file = PidFile.claim(path)) {
            assertEquals(OWN, Files.readString(path), file::toString);
        }
        assertFalse(Files.exists(path));
    }

    /** The id of a process that runs does not matter: it may be another's by now. */
    @ParameterizedTest
    @ValueSource(strings = {"", "1\n", "999999999\n", "42"})
    void takesOverWhatWasLeftBehind(String content) throws Exception {
        Path path = Files.writeString(folder.resolve("pid"), content);
        try (PidFile file = PidFile.claim(path)) {
            assertEquals(OWN, Files.readString(path), file::toString);
        }
    }

    @Test
    void isNotTakenFromOneThatRuns() throws Exception {
        Path path = folder.resolve("pid");
        try (PidFile file = PidFile.claim(path)) {
            assertEquals(
                    "--pid-file: " + path + " is held by process " + OWN.strip(), refusal(path));
            assertEquals(OWN, Files.readString(path), file::toString);
        }
        PidFile.claim(path).close();
    }

    @Test
    void leavesAloneWhatIsNone() throws Exception {
        Path path = Files.writeString(folder.resolve("notes"), "12 eggs\n");
        assertEquals("--pid-file: " + path + " is there, and no file of this kind", refusal(path));
        assertEquals("12 eggs\n", Files.readString(path));
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("pid"));
        assertTrue(refusal(link).startsWith("--pid-file: cannot write " + link), link.toString());
        assertFalse(Files.exists(folder.resolve("pid")));
    }

    @Test
    void namesWhatCannotBeWritten() {
        Path path = folder.resolve("no/pid");
        assertTrue(refusal(path).startsWith("--pid-file: cannot write " + path));
    }
}
