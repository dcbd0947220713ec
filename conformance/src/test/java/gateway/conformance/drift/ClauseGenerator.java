package gateway.conformance.drift;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.tools.ToolProvider;

/** {@code build/Clauses.java}, compiled here because it belongs to no module. */
final class ClauseGenerator {
    private final Path classes;
    private final Method write;

    /**
     * @param classes an empty folder for what is compiled and written
     */
    ClauseGenerator(Path checkout, Path classes) throws IOException, ReflectiveOperationException {
        this.classes = classes;
        String source = checkout.resolve("build/Clauses.java").toString();
        int status =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", classes.toString(), source);
        if (status != 0) {
            throw new IllegalStateException("cannot compile " + source);
        }
        try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            write = loader.loadClass("Clauses").getDeclaredMethod("write", Path.class, Path.class);
            write.setAccessible(true);
            run(checkout.resolve("spec.md")); // Loads the rest while the loader is open.
        }
    }

    /**
     * What came of a run.
     *
     * @param faults a line for each
     * @param json what it wrote, empty if nothing
     */
    record Outcome(List<String> faults, String json) {}

    Outcome run(Path spec) throws IOException, ReflectiveOperationException {
        Path json = classes.resolve("clauses.json");
        Files.deleteIfExists(json);
        List<String> faults =
                ((List<?>) write.invoke(null, spec, json)).stream().map(Object::toString).toList();
        return new Outcome(faults, Files.exists(json) ? Files.readString(json) : "");
    }
}
