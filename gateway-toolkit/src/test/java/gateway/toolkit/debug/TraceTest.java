package gateway.toolkit.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Exceptions as data, whatever they are made to say. */
class TraceTest {
    private static final Path ROOT = Path.of("src", "test", "java");

    private static Trace trace(Throwable error) {
        return Trace.of(error, sources(), UnaryOperator.identity());
    }

    private static Sources sources() {
        return new Sources(List.of(ROOT), ClassLoader.getSystemClassLoader());
    }

    private static Throwable nested() {
        IOException cause = new IOException("cause");
        cause.addSuppressed(new IllegalArgumentException("suppressed by the cause"));
        IllegalStateException error = new IllegalStateException("error", cause);
        error.addSuppressed(new RuntimeException("suppressed", new Error()));
        return error;
    }

    @Test
    void hasCausesAndSuppressedOnes() {
        List<Trace.Link> links = trace(nested()).links();
        assertEquals(
                List.of("", "Suppressed", "Caused by", "Caused by", "Suppressed"),
                links.stream().map(Trace.Link::relation).toList());
        assertEquals(
                List.of("error", "suppressed", "", "cause", "suppressed by the cause"),
                links.stream().map(Trace.Link::message).toList());
        assertEquals(List.of(0, 1, 1, 0, 1), links.stream().map(Trace.Link::depth).toList());
    }

    /** But for the mark of circular references, the text is Java's own. */
    @Test
    void isWrittenAsJavaWritesIt() {
        Throwable error = nested();
        StringWriter java = new StringWriter();
        error.printStackTrace(new PrintWriter(java));
        assertEquals(java.toString().lines().toList(), trace(error).text().lines().toList());
    }

    @Test
    void showsTheSourceOfAFrame() {
        Throwable error = new Throwable("here");
        Trace.Frame frame = trace(error).links().get(0).frames().get(0);
        Excerpt excerpt = frame.excerpt().orElseThrow();
        assertEquals(
                "        Throwable error = new Throwable(\"here\");",
                excerpt.lines().get(excerpt.line() - excerpt.first()));
        assertEquals(11, excerpt.lines().size());
    }

    @ParameterizedTest
    @CsvSource({
        "java.lang.String, true",
        "javax.X, true",
        "jdk.internal.X, true",
        "sun.X, true",
        "com.sun.X, true",
        "kotlin.X, true",
        "gateway.api.X, true",
        "gateway.server.X, true",
        "gateway.toolkit.debug.X, true",
        "gateway.sample.X, false",
        "javax2.X, false",
        "org.example.X, false",
        "X, false",
    })
    void tellsLibrariesFromTheRest(String type, boolean library) {
        Throwable error = new Throwable();
        error.setStackTrace(
                new StackTraceElement[] {new StackTraceElement(type, "m", "X.java", 1)});
        assertEquals(library, trace(error).links().get(0).frames().get(0).library());
    }

    @ParameterizedTest
    @CsvSource({
        "gateway.toolkit.debug.TraceTest, TraceTest.java, 1, true",
        "gateway.toolkit.debug.TraceTest$Inner, TraceTest.java, 3, true",
        "gateway.toolkit.debug.TraceTest, TraceTest.java, 0, false",
        "gateway.toolkit.debug.TraceTest, TraceTest.java, -1, false",
        "gateway.toolkit.debug.TraceTest, TraceTest.java, 100000, false",
        "gateway.toolkit.debug.TraceTest, Other.java, 1, false",
        "TraceTest, gateway/toolkit/debug/TraceTest.java, 1, false",
        "TraceTest, ../../pom.xml, 1, false",
        "TraceTest, /etc/passwd, 1, false",
        "gateway/toolkit/debug/TraceTest, TraceTest.java, 1, false",
        "...TraceTest, TraceTest.java, 1, false",
        "gateway.toolkit.debug.TraceTest, pom.xml, 1, false",
        "gateway.toolkit.debug.TraceTest, .java, 1, false",
        "gateway.toolkit.debug.TraceTest, 'TraceTest.java\0', 1, false",
    })
    void believesNoFrame(String type, String file, int line, boolean found) {
        Optional<Excerpt> excerpt =
                sources().excerpt(new StackTraceElement(type, "method", file, line));
        assertEquals(found, excerpt.isPresent());
    }

    @Test
    void showsWhatIsAroundALine(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("C.java"), "1\n2\n3\n4\n5\n6\n7\n8\n");
        Sources sources = new Sources(List.of(folder), ClassLoader.getSystemClassLoader());
        assertEquals(
                Optional.of(new Excerpt(1, 1, List.of("1", "2", "3", "4", "5", "6"))),
                sources.excerpt(new StackTraceElement("C", "m", "C.java", 1)));
        assertEquals(
                Optional.of(new Excerpt(3, 8, List.of("3", "4", "5", "6", "7", "8"))),
                sources.excerpt(new StackTraceElement("C", "m", "C.java", 8)));
        for (String type : List.of("a/C", "a\\C", "a..C", ".C", "a.C")) {
            assertEquals(
                    Optional.empty(),
                    sources.excerpt(new StackTraceElement(type, "m", "C.java", 1)));
        }
    }

    @Test
    void findsSourcesInAJarButNotBehindAnUrl(@TempDir Path folder) throws IOException {
        Path jar = folder.resolve("a.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file)) {
            entries.putNextEntry(new JarEntry("a/b/C.java"));
            entries.write(
                    "package a.b;\nclass C {\u202E}\n"
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        StackTraceElement frame = new StackTraceElement("a.b.C", "m", "C.java", 2);
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            assertEquals(
                    List.of("package a.b;", "class C {\\u202E}"),
                    new Sources(List.of(), loader).excerpt(frame).orElseThrow().lines());
        }
        ClassLoader far =
                new ClassLoader(null) {
                    @Override
                    public URL getResource(String name) {
                        try {
                            return java.net.URI.create("http://192.0.2.1/" + name).toURL();
                        } catch (java.net.MalformedURLException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                };
        assertTrue(new Sources(List.of(), far).excerpt(frame).isEmpty());
    }

    @Test
    void readsNoHugeFile(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("C.java"), "x\n".repeat(1 << 20));
        assertTrue(
                new Sources(List.of(folder), ClassLoader.getSystemClassLoader())
                        .excerpt(new StackTraceElement("C", "m", "C.java", 1))
                        .isEmpty());
    }

    private static final class Hostile extends RuntimeException {
        private static final long serialVersionUID = 1;

        Hostile(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message for you");
        }

        @Override
        public synchronized Throwable getCause() {
            return new Hostile("another, for ever");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("nor a name");
        }
    }

    @Test
    void isBoundedWhateverTheExceptionDoes() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> {
                    Trace endless = trace(new Hostile("x"));
                    assertEquals(50, endless.links().size());
                    assertEquals("(its message cannot be read)", endless.links().get(0).message());
                    RuntimeException circular = new RuntimeException("a");
                    circular.initCause(new RuntimeException("b", circular));
                    assertEquals(2, trace(circular).links().size());
                    assertTrue(
                            trace(new RuntimeException("x".repeat(1 << 24))).text().length()
                                    < 1 << 20);
                    RuntimeException deep = new RuntimeException("deep");
                    StackTraceElement[] frames = new StackTraceElement[1 << 18];
                    java.util.Arrays.fill(frames, new StackTraceElement("a.B", "c", null, -2));
                    deep.setStackTrace(frames);
                    assertEquals(1_024, trace(deep).links().get(0).frames().size());
                    assertEquals((1 << 18) - 1_024, trace(deep).links().get(0).inCommon());
                });
    }

    @Test
    void writesNothingInvisible() {
        RuntimeException error = new RuntimeException("a\u202Eb\0c\r\nd\u001B[31m\ud800");
        error.setStackTrace(
                new StackTraceElement[] {new StackTraceElement("e\u202E.F", "g\n", "H.java", 1)});
        String text = trace(error).text();
        assertTrue(text.contains("a\\u202Eb\\u0000c\nd\\u001B[31m\\uD800"), text);
        assertTrue(text.contains("\tat e\\u202E.F.g"), text);
        assertEquals(3, text.lines().count(), text);
    }
}
