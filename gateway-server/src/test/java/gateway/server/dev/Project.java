package gateway.server.dev;

import gateway.api.Application;
import gateway.api.Lifecycle;
import gateway.toolkit.testing.Answer;
import gateway.toolkit.testing.Client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ref.WeakReference;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.spi.ToolProvider;

/** What a developer has: a folder of classes, a compiler, and development mode on that folder. */
final class Project implements AutoCloseable {
    /** Where the applications of a project say what they are told. */
    static final String TOLD = "gateway.test.told";

    final Path folder;
    final Path classes;
    final DevMode mode;
    final Application application;
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private WeakReference<ClassLoader> loader = new WeakReference<>(null);

    /** Starts with nothing. */
    Project(Path folder, boolean refreshing) throws IOException {
        this(folder, "classes", refreshing);
    }

    /** Starts with another class path than the folder of classes. */
    Project(Path folder, String classPath, boolean refreshing) throws IOException {
        this.folder = folder;
        this.classes = Files.createDirectories(folder.resolve("classes"));
        System.setProperty(TOLD, "");
        mode =
                DevMode.watching(
                        folder.resolve(classPath).toString(),
                        Project.class.getClassLoader(),
                        refreshing,
                        new PrintStream(lines, true, StandardCharsets.UTF_8),
                        false);
        application = mode.application(this::find);
    }

    private Application find(ClassLoader now) throws ReflectiveOperationException {
        loader = new WeakReference<>(now);
        return Class.forName("Own", true, now)
                .asSubclass(Application.class)
                .getConstructor()
                .newInstance();
    }

    /** The last class loader. */
    WeakReference<ClassLoader> loader() {
        return loader;
    }

    Project start() throws Exception {
        ((Lifecycle) application).start(Map.of("own.word", "set"));
        return this;
    }

    /** An application that shows {@code version}, of two classes, one of which is loaded late. */
    static String source(String version) {
        return """
        import gateway.api.*;
        import java.util.*;

        public final class Own implements Application, Lifecycle {
            @Override
            public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
                startResponse.start("200 OK", List.of(new Header("Content-Type", "text/plain")));
                if (environ.get("PATH_INFO").equals("/stream")) {
                    return () -> new Iterator<>() {
                        private int count;
                        @Override
                        public boolean hasNext() {
                            return count < 2;
                        }
                        @Override
                        public byte[] next() {
                            return (++count == 1 ? "VERSION" : Late.word()).getBytes();
                        }
                    };
                }
                return List.of(("VERSION by " + Thread.currentThread().getContextClassLoader().getName()).getBytes());
            }

            @Override
            public void start(Map<String, String> settings) {
                tell("start VERSION " + settings.get("own.word"));
            }

            @Override
            public void stop() {
                tell("stop VERSION");
            }

            private static void tell(String what) {
                System.setProperty("TOLD", System.getProperty("TOLD") + what + "; ");
            }
        }

        final class Late {
            static String word() {
                return " late VERSION";
            }
        }
        """
                .replace("VERSION", version)
                .replace("TOLD", TOLD);
    }

    /** Compiles into the folder of classes. */
    void compile(String source) throws IOException, URISyntaxException {
        Path file = Files.writeString(folder.resolve("Own.java"), source);
        Path api =
                Path.of(
                        Application.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        tool(
                "javac",
                "-proc:none",
                "-cp",
                api.toString(),
                "-d",
                classes.toString(),
                file.toString());
    }

    static void tool(String name, String... words) {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        if (ToolProvider.findFirst(name).orElseThrow().run(out, out, words) != 0) {
            throw new AssertionError(name + ": " + said);
        }
    }

    Client client() {
        return Client.of(application);
    }

    Answer get(String target) throws Exception {
        return client().get(target);
    }

    static String told() {
        return System.getProperty(TOLD, "");
    }

    /** The log of requests. */
    String lines() {
        return lines.toString(StandardCharsets.UTF_8);
    }

    /** Writes the first octets of a file, as a program does that has not got further yet. */
    static void cut(Path file, int octets) throws IOException {
        byte[] all = Files.readAllBytes(file);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(all, 0, octets);
        }
    }

    @Override
    public void close() {
        try {
            ((Lifecycle) application).stop();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
