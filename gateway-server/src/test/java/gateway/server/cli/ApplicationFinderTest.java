package gateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is said where there is nothing to serve. */
class ApplicationFinderTest {
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    @TempDir
    private Path folder;

    private static String refusal(String classPath, String className) {
        return assertThrows(
                        CannotStartException.class,
                        () -> ApplicationFinder.in(classPath).named(className))
                .line(false);
    }

    @Test
    void namesThePlaceThatIsMissing() {
        String missing = folder.resolve("no.jar").toString();
        assertEquals(
                "--classpath: there is no " + missing,
                refusal(folder + File.pathSeparator + missing, "A"));
    }

    @Test
    void namesThePlaceThatIsNoJar() throws Exception {
        Path text = Files.writeString(folder.resolve("a.jar"), "no jar");
        String expected = "--classpath: " + text + " is neither a folder nor a jar: ";
        assertTrue(refusal(text.toString(), "A").startsWith(expected));
        assertTrue(refusal(folder + "/*", "A").startsWith(expected));
    }

    @Test
    void namesTheFolderWithoutJars() {
        assertEquals("--classpath: there is no jar in " + folder, refusal(folder + "/*", "A"));
        assertEquals(
                "--classpath: there is no folder for " + folder + "/no/*",
                refusal(folder + "/no/*", "A"));
    }

    @Test
    void tellsWhereAJarOrAFolderBelongs() {
        assertEquals(
                "hello.jar is not the name of a class: say --classpath hello.jar",
                refusal("", "hello.jar"));
        assertEquals(
                folder + " is not the name of a class: say --classpath " + folder,
                refusal("", folder.toString()));
    }

    @Test
    void showsEveryCauseOnce() {
        Exception root = new IllegalStateException("the disk\nis full");
        Exception thrown = new RuntimeException(new RuntimeException("no database", root));
        CannotStartException e = new CannotStartException("it failed", thrown);
        String said =
                "it failed: java.lang.RuntimeException: java.lang.RuntimeException: no database,"
                        + " because of java.lang.IllegalStateException: the disk is full";
        assertEquals(said, e.line(true));
        assertEquals(said + " (--debug shows the stack trace)", e.line(false));
        assertEquals("it failed", new CannotStartException("it failed").line(false));
    }
}
