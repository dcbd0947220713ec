package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Application;
import gateway.conformance.Readme.Block;
import gateway.server.Gateway;
import gateway.toolkit.ForwardingApplication;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Java of the pages in {@code docs} is given to the compiler, and its tests are run. */
class GuidesTest {
    /** What a few lines may use without saying where it is from. */
    private static final String AROUND =
            """
            import gateway.api.*;
            import gateway.server.*;
            import gateway.server.net.*;
            import gateway.server.ops.*;
            import gateway.server.tls.*;
            import gateway.toolkit.middleware.*;
            import gateway.toolkit.proxy.*;
            import java.nio.file.Path;
            import java.time.Duration;
            class LinesNUMBER {
                Application application;
                Application inner;
                void lines() throws Exception {
                    LINES
                }
            }
            """;

    @ParameterizedTest
    @ValueSource(strings = {"framework-authors", "applications"})
    void whatStandsOnTheGuidesWorks(String name, @TempDir Path folder) throws Exception {
        List<Path> sources = new ArrayList<>();
        for (Block block : java(name)) {
            assertFalse(block.file().isEmpty(), () -> "no file name before " + block.text());
            sources.add(Files.writeString(folder.resolve(block.file()), block.text()));
        }
        compile(folder, sources, "--release", "17");
        int run = 0;
        try (URLClassLoader loader =
                new URLClassLoader(
                        new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            for (Path source : sources) {
                String className = source.getFileName().toString().replace(".java", "");
                run += run(loader.loadClass(className));
            }
        }
        assertTrue(run > 0, "no test on the page");
    }

    @ParameterizedTest
    @ValueSource(strings = {"observing", "scaling", "tls"})
    void linesOfTheManualCompile(String name, @TempDir Path folder) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Block block : java(name)) {
            int number = sources.size();
            String text =
                    AROUND.replace("NUMBER", String.valueOf(number)).replace("LINES", block.text());
            sources.add(Files.writeString(folder.resolve("Lines" + number + ".java"), text));
        }
        compile(folder, sources);
    }

    private static List<Block> java(String name) throws IOException {
        List<Block> blocks =
                Readme.blocks("docs/" + name + ".md").stream()
                        .filter(block -> block.language().equals("java"))
                        .toList();
        assertFalse(blocks.isEmpty(), name);
        return blocks;
    }

    private static void compile(Path folder, List<Path> sources, String... options) {
        String classPath =
                Stream.of(Application.class, ForwardingApplication.class, Gateway.class, Test.class)
                        .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                        .map(place -> Path.of(place.getPath()).toString())
                        .collect(Collectors.joining(":"));
        List<String> words = new ArrayList<>(List.of(options));
        words.addAll(List.of("-proc:none", "-cp", classPath, "-d", folder.toString()));
        sources.forEach(source -> words.add(source.toString()));
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int code =
                ToolProvider.findFirst("javac")
                        .orElseThrow()
                        .run(out, out, words.toArray(new String[0]));
        assertEquals(0, code, said::toString);
    }

    /** Runs each test of a class; returns how many there are. */
    private static int run(Class<?> type) throws ReflectiveOperationException {
        int run = 0;
        for (Method method : type.getDeclaredMethods()) {
            if (method.isAnnotationPresent(Test.class)) {
                Constructor<?> constructor = type.getDeclaredConstructor();
                constructor.setAccessible(true);
                method.setAccessible(true);
                method.invoke(constructor.newInstance());
                run++;
            }
        }
        return run;
    }
}
