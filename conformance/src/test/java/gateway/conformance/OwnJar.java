package gateway.conformance;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.spi.ToolProvider;

/**
 * An application that somebody else packs into a jar, with the JDK's tools and gateway-api.jar
 * alone.
 */
final class OwnJar {
    private OwnJar() {}

    /**
     * Compiles a class of the unnamed package and packs it with its services file.
     *
     * @param folder where it is done
     * @return the jar, named like the class in lower case
     */
    static Path build(Path folder, String name, String source) throws IOException {
        Path classes = folder.resolve("classes");
        Path services = classes.resolve("META-INF/services");
        Path jar = folder.resolve(name.toLowerCase(Locale.ROOT) + ".jar");
        Path file = Files.writeString(folder.resolve(name + ".java"), source);
        Files.createDirectories(services);
        Files.writeString(services.resolve("gateway.api.Application"), name + "\n");
        tool(
                "javac",
                "--release",
                "17",
                "-cp",
                Checkout.apiJar().toString(),
                "-d",
                classes.toString(),
                file.toString());
        tool("jar", "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
        return jar;
    }

    private static void tool(String name, String... words) {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        if (ToolProvider.findFirst(name).orElseThrow().run(out, out, words) != 0) {
            throw new AssertionError(name + ": " + said);
        }
    }
}
