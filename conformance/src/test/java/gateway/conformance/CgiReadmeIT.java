package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/**
 * The README of the sample {@code cgi}, from its first block to its last, with repositories in a
 * folder of the test instead of the one in /tmp.
 */
class CgiReadmeIT {
    private static final String SHOWN_FOLDER = "/tmp/gateway-git";

    private @TempDir Path folder;

    @Test
    void doesWhatItSays() throws Exception {
        new Tool("git").require();
        new Tool("python3").require();
        assertEquals(
                4,
                SamplePage.play("cgi", text -> text.replace(SHOWN_FOLDER, folder.toString()))
                        .size());
    }
}
