package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * {@code gateway run --dev}: edit, compile, request. The property {@code gateway.reloads} is how
 * often the classes are replaced.
 */
@Timeout(300)
class DevIT {
    private static final int RELOADS = Integer.getInteger("gateway.reloads", 3);

    /** As {@code jcmd VM.metaspace basic} says it. */
    private static final Pattern USED = Pattern.compile("(?m)^ +Both: +(\\d+) bytes used");

    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    @TempDir
    Path folder;

    private static String source(String version) {
        return """
        import gateway.api.*;
        import java.util.*;

        public final class Own implements Application {
            @Override
            public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
                String type = environ.get("PATH_INFO").equals("/page") ? "text/html" : "text/plain";
                startResponse.start("200 OK", List.of(new Header("Content-Type", type)));
                if (!environ.get("PATH_INFO").equals("/stream")) {
                    return List.of("VERSION".getBytes());
                }
                return () -> new Iterator<>() {
                    private int count;
                    @Override
                    public boolean hasNext() {
                        return count < 2;
                    }
                    @Override
                    public byte[] next() {
                        if (++count == 1) {
                            return "begun by VERSION".getBytes();
                        }
                        try {
                            while (!new java.io.File("go").exists()) {
                                Thread.sleep(10);
                            }
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                        return Late.word().getBytes();
                    }
                };
            }
        }

        final class Late {
            static String word() {
                return ", ended by VERSION";
            }
        }
        """
                .replace("VERSION", version);
    }

    /** Into a folder of its own, with the services file. */
    private Path compile(String version) throws IOException {
        Path classes = folder.resolve("compiled-" + version);
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(services.resolve("gateway.api.Application"), "Own\n");
        Path file = Files.writeString(folder.resolve("Own.java"), source(version));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-cp", Checkout.apiJar().toString(), "-d", classes.toString());
            assertTrue(
                    compiler.getTask(
                                    null,
                                    files,
                                    null,
                                    options,
                                    null,
                                    files.getJavaFileObjects(file))
                            .call());
        }
        return classes;
    }

    /** Writes the class files in their place, as a compiler does. */
    private static void install(Path compiled, Path classes) throws IOException {
        for (String name : List.of("Own.class", "Own$1.class", "Late.class")) {
            Files.copy(
                    compiled.resolve(name),
                    classes.resolve(name),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Server develop(String... more) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        words.addAll(List.of("run", "--dev", "--bind", "127.0.0.1:0"));
        words.addAll(List.of(more));
        return Server.accepting(
                Server.launch(folder, Checkout.launcher(), words.toArray(String[]::new)));
    }

    private static Answer get(URI home, String target) throws IOException {
        try (Connection connection = Connection.to(home)) {
            connection.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            return connection.answer().orElseThrow();
        }
    }

    @Test
    void theNextRequestSeesTheNewClassesAndARunningOneTheOld() throws Exception {
        Path classes = compile("one");
        Path two = compile("two");
        try (Server server = develop("--classpath", classes.toString());
                Connection running = Connection.to(server.home())) {
            assertEquals("one", get(server.home(), "/").text());
            running.send("GET /stream HTTP/1.1\r\nHost: localhost\r\n\r\n");
            String begun = running.through("begun by one\r\n");
            assertTrue(begun.startsWith("HTTP/1.1 200"), begun);

            install(two, classes);
            assertEquals("two", get(server.home(), "/").text());

            Files.createFile(folder.resolve("go"));
            running.through(", ended by one\r\n0\r\n\r\n");
            running.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertEquals("two", running.answer().orElseThrow().text(), "on the same connection");

            Outcome end = server.terminate();
            assertEquals(0, end.code());
            assertTrue(
                    end.out().matches("(?s)\\d\\d:\\d\\d:\\d\\d 200 GET / 3 B .* ms\n.*"),
                    end.out());
            assertTrue(end.out().indexOf('\u001b') < 0, "no colours but on a terminal");
        }
    }

    @Test
    @NeedsBrowser
    void aTabShowsTheNewClassesByItself(@TempDir Path profile) throws Exception {
        Path classes = compile("one");
        Path two = compile("two");
        try (Server server = develop("--dev-refresh", "--classpath", classes.toString());
                Browser browser = Browser.start(profile)) {
            browser.go(server.home() + "page");
            assertEquals("one", browser.text("body"));
            install(two, classes);
            while (!isShown("two", browser)) {
                Thread.onSpinWait();
            }
        }
    }

    private static boolean isShown(String text, Browser browser) throws Exception {
        try {
            return browser.text("body").equals(text);
        } catch (AssertionError e) {
            return false; // Between two pages there is no element.
        }
    }

    @Test
    void aBrokenBuildIsShownUntilItIsMended() throws Exception {
        Path classes = compile("one");
        Path two = compile("two");
        try (Server server = develop("--classpath", classes.toString(), "Own")) {
            Files.delete(classes.resolve("Own.class"));
            Answer missing = get(server.home(), "/");
            assertEquals(503, missing.status());
            assertTrue(
                    missing.text().contains("there is no class Own on the class path"),
                    missing.text());

            install(two, classes);
            assertEquals("two", get(server.home(), "/").text());

            Files.write(classes.resolve("Own.class"), new byte[] {1, 2, 3});
            Answer broken = get(server.home(), "/");
            assertEquals(503, broken.status());
            assertTrue(broken.text().contains("Own cannot be loaded"), broken.text());
            assertTrue(broken.text().contains("ClassFormatError"), broken.text());

            install(two, classes);
            assertEquals("two", get(server.home(), "/").text());
        }
    }

    @Test
    void manyReloadsLeaveNothingBehind() throws Exception {
        Path classes = compile("one");
        List<Path> versions = List.of(compile("two"), compile("three"));
        try (Server server = develop("--classpath", classes.toString())) {
            // Whatever this takes of the server's own classes is loaded once.
            for (int i = 0; i < 4; i++) {
                install(versions.get(i % 2), classes);
                get(server.home(), "/");
            }
            usage(server);
            Usage before = usage(server);
            for (int i = 0; i < RELOADS; i++) {
                install(versions.get(i % 2), classes);
                assertEquals(i % 2 == 0 ? "two" : "three", get(server.home(), "/").text());
            }
            Usage after = usage(server);
            System.err.println(RELOADS + " reloads: " + before + ", " + after);
            assertEquals(1, after.loaders(), "class loaders of applications");
            assertTrue(
                    after.metaspace() - before.metaspace() < 512 * 1024,
                    "metaspace went from " + before + " to " + after);
        }
    }

    /**
     * Of a server, after a collection.
     *
     * @param loaders how many class loaders of applications there are
     * @param metaspace used, in octets
     */
    private record Usage(int loaders, long metaspace) {}

    private static Usage usage(Server server) throws IOException, InterruptedException {
        jcmd(server, "GC.run");
        String loaders = jcmd(server, "VM.classloaders");
        int count = loaders.split("URLClassLoader", -1).length - 1;
        String said = jcmd(server, "VM.metaspace", "basic", "scale=1");
        Matcher used = USED.matcher(said);
        if (!used.find()) {
            throw new AssertionError(said);
        }
        return new Usage(count, Long.parseLong(used.group(1)));
    }

    private static String jcmd(Server server, String... words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Checkout.jdk().resolve("bin/jcmd").toString());
        command.add(Long.toString(server.child().pid()));
        command.addAll(List.of(words));
        try (Child child = Child.start(Checkout.top(), Map.of(), command)) {
            Outcome end = child.end();
            assertEquals(0, end.code(), () -> end.out() + end.err());
            return end.out();
        }
    }

    @Test
    void aSampleIsWatchedWhereMavenPutsIt() throws Exception {
        Path classes = Checkout.top().resolve("sample-apps/hello/target/classes");
        try (Server server = Server.run("hello", "--dev")) {
            assertEquals("Hello, World!\n", get(server.home(), "/").text());
            String said = jcmd(server, "VM.system_properties");
            assertTrue(said.contains("gateway.dev.classpath=" + classes), said);
            assertEquals(-1, classPath(said).indexOf("hello"), "it would be found there first");
        }
    }

    private static String classPath(String properties) {
        return properties
                .lines()
                .filter(line -> line.startsWith("java.class.path="))
                .findFirst()
                .orElseThrow()
                .replace(File.pathSeparatorChar, ' ');
    }

    @Test
    void warnsWhereOthersCanReachIt() throws Exception {
        Path classes = compile("one");
        try (Child child =
                Server.launch(
                        "run", "--dev", "--classpath", classes.toString(), "--bind", "0.0.0.0:0")) {
            child.awaitError("development mode is bound to 0.0.0.0:0");
            child.awaitError("Listening at: ");
        }
        try (Child child = Server.launch("run", "--dev")) {
            Outcome end = child.end();
            assertEquals(1, end.code());
            assertEquals(
                    List.of(
                            "gateway: --dev: there is no class path to watch: say --classpath with"
                                    + " jars or folders of classes"),
                    end.err());
        }
    }
}
