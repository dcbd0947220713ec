package gateway.server.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Environ;
import gateway.server.Log;
import gateway.toolkit.testing.Answer;
import gateway.toolkit.testing.Client;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

/** What cannot be loaded is shown as a page, until it can be. */
@Timeout(120)
class BrokenBuildTest {
    private static final String BY = " by application";

    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    @TempDir
    Path folder;

    private static String broken(Project project) throws Exception {
        Answer answer = project.get("/");
        assertEquals(503, answer.code(), answer.text());
        assertEquals("no-store", answer.header("Cache-Control").orElse(""));
        return answer.text();
    }

    private static void assertShows(String reason, Project project) throws Exception {
        String page = broken(project);
        assertTrue(page.contains(reason), page);
    }

    @Test
    void aClassThatIsMissingOrCut() throws Exception {
        try (Log log = new Log();
                Project project = new Project(folder, false).start()) {
            assertShows("java.lang.ClassNotFoundException: Own", project);
            project.compile(Project.source("one"));
            assertEquals("one" + BY, project.get("/").text());

            Project.cut(project.classes.resolve("Own.class"), 200);
            assertShows("java.lang.ClassFormatError: Truncated class file", project);
            assertShows("java.lang.ClassFormatError: Truncated class file", project);
            assertEquals(1, log.lines(" - java.lang.ClassFormatError").size(), "once");

            Files.move(project.classes, folder.resolve("away"));
            assertShows("there is no " + project.classes, project);

            Files.move(folder.resolve("away"), project.classes);
            project.compile(Project.source("two"));
            assertEquals("two" + BY, project.get("/").text());
        }
        assertEquals(
                "start one set; stop one; start two set; stop two; ",
                Project.told(),
                "what is broken is neither started nor stopped");
    }

    @Test
    void aJarThatIsHalfWritten() throws Exception {
        try (Project project = new Project(folder, "own.jar", false)) {
            project.compile(Project.source("one"));
            Path jar = folder.resolve("own.jar");
            Project.tool(
                    "jar",
                    "--create",
                    "--file",
                    jar.toString(),
                    "-C",
                    project.classes.toString(),
                    ".");
            project.start();
            assertEquals("one" + BY, project.get("/").text());

            byte[] whole = Files.readAllBytes(jar);
            Project.cut(jar, 300);
            assertShows(jar + " is neither a folder nor a jar: ", project);

            Files.write(jar, whole);
            assertEquals("one" + BY, project.get("/").text());
        }
    }

    @Test
    void aConstructorThatFails() throws Exception {
        try (Project project = new Project(folder, false)) {
            project.compile(
                    Project.source("one")
                            .replace(
                                    "@Override\n    public Iterable",
                                    "public Own() { throw new IllegalStateException(\"<b>no\\033</b>\"); }\n"
                                            + "    @Override\n    public Iterable"));
            project.start();
            assertShows("java.lang.IllegalStateException: <b>no", project);

            Answer html =
                    Client.builder(project.application)
                            .header("Accept", "text/html,*/*;q=0.8")
                            .build()
                            .get("/");
            assertEquals("text/html; charset=utf-8", html.header("Content-Type").orElse(""));
            assertTrue(html.text().contains("&lt;b&gt;no\uFFFD&lt;/b&gt;"), html.text());
            assertTrue(html.text().contains("Own.java:"), "the stack trace");
            assertFalse(html.text().contains("<b>"), html.text());
        }
    }

    @Test
    @Tag("ERR-9")
    void detailsAreForThisMachineOnly() throws Exception {
        try (Project project = new Project(folder, false).start()) {
            String page =
                    Client.builder(project.application)
                            .environ(Environ.REMOTE_ADDR, "192.0.2.1")
                            .build()
                            .get("/")
                            .text();
            assertTrue(page.contains("The log of the server says why."), page);
            assertFalse(page.contains("Own"), page);
        }
    }

    @Test
    @Tag("LIFE-1")
    void aStartThatFailsIsTriedAgainWithoutAChange() throws Exception {
        System.clearProperty("gateway.test.database");
        try (Project project = new Project(folder, false)) {
            project.compile(
                    Project.source("one")
                            .replace(
                                    "tell(\"start",
                                    "if (System.getProperty(\"gateway.test.database\") == null) {"
                                            + " throw new IllegalStateException(\"no database\"); }"
                                            + " tell(\"start"));
            project.start();
            assertShows("the application could not start\n\njava.lang.IllegalState", project);
            System.setProperty("gateway.test.database", "up");
            while (project.get("/").code() == 503) {
                Thread.onSpinWait(); // A second, until it is tried again.
            }
            assertEquals("one" + BY, project.get("/").text());
        }
        assertEquals("start one set; stop one; ", Project.told());
    }
}
