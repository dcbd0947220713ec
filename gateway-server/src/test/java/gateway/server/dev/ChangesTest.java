package gateway.server.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** What was written before a question is known to its answer. */
class ChangesTest {
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    @TempDir
    Path folder;

    private final List<Changes> open = new ArrayList<>();

    private Changes changes(boolean told, String... words) throws Exception {
        List<Place> places = new ArrayList<>();
        for (String word : words) {
            places.addAll(Place.parse(folder + File.separator + word));
        }
        Path signals = Files.createDirectory(folder.resolve("signals"));
        Changes changes = told ? Changes.of(places, signals) : Changes.looking(places);
        open.add(changes);
        changes.list();
        return changes;
    }

    @AfterEach
    void close() throws IOException {
        for (Changes changes : open) {
            changes.close();
        }
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        return Files.writeString(file, text);
    }

    private static long assertTold(Changes changes, long before, String what) throws Exception {
        long now = changes.check();
        assertNotEquals(before, now, what);
        changes.list();
        return changes.check();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void noEventIsStillOnItsWay() throws Exception {
        write("classes/a/b/A.class", "0");
        write("classes/c/B.class", "0");
        Changes changes = changes(true, "classes");
        long before = changes.version();
        for (int i = 0; i < 500; i++) {
            write(i % 2 == 0 ? "classes/a/b/A.class" : "classes/c/B.class", "x");
            long now = changes.version();
            assertNotEquals(before, now, "after " + i);
            before = now;
        }
        assertEquals(before, changes.version(), "nothing was written");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void foldersOfClassesComeAndGo(boolean told) throws Exception {
        Changes changes = changes(told, "target/classes");
        long now = changes.check();
        write("target/classes/A.class", "1");
        now = assertTold(changes, now, "it came, and its folder's folder");
        write("target/classes/a/b/c/B.class", "2");
        now = assertTold(changes, now, "new folders");
        write("target/classes/a/b/c/B.class", "22");
        now = assertTold(changes, now, "in a new folder");
        Files.move(folder.resolve("target"), folder.resolve("elsewhere"));
        now = assertTold(changes, now, "it went");
        write("target/classes/a/b/c/B.class", "22");
        now = assertTold(changes, now, "another one with its name");
        write("target/classes/a/b/c/B.class", "333");
        now = assertTold(changes, now, "in that other one");
        write("target/surefire.txt", "a neighbour");
        write("neighbour", "another");
        assertEquals(now, changes.check(), "of no interest");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void jarsComeAndGo(boolean told) throws Exception {
        Files.createDirectory(folder.resolve("lib"));
        Changes changes = changes(told, "a.jar", "lib/*");
        long now = changes.check();
        write("a.jar", "1");
        now = assertTold(changes, now, "a jar");
        write("lib/b.jar", "1");
        now = assertTold(changes, now, "another in a folder of jars");
        Files.move(
                write("c.part", "12"),
                folder.resolve("a.jar"),
                StandardCopyOption.REPLACE_EXISTING);
        now = assertTold(changes, now, "one in its place");
        Files.delete(folder.resolve("lib/b.jar"));
        now = assertTold(changes, now, "none");
        write("lib/readme.txt", "of no interest");
        assertEquals(now, changes.check());
    }

    @Test
    void itIsQuietSomeTimeAfterAChange() throws Exception {
        write("classes/A.class", "1");
        Changes changes = changes(true, "classes");
        changes.settle();
        assertTrue(changes.quiet());
        write("classes/A.class", "22");
        long begin = System.nanoTime();
        changes.settle();
        assertTrue(System.nanoTime() - begin >= 90_000_000, "a compiler may not be done yet");
    }
}
