package gateway.tck.cli;

import gateway.tck.probe.Probe;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The probe as a jar for servers: the kit's own classes without the contract, which is the
 * server's, and with the file by which it is found.
 */
final class ProbeJar {
    private static final String SERVICE = "META-INF/services/gateway.api.Application";

    private ProbeJar() {}

    /** Writes it to a temporary file that is deleted when this process ends. */
    static Path write() throws IOException {
        Path jar = Files.createTempFile("gateway-tck-probe", ".jar");
        jar.toFile().deleteOnExit();
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            put(out, SERVICE, (Probe.class.getName() + "\n").getBytes(StandardCharsets.US_ASCII));
            Path own = own();
            if (Files.isDirectory(own)) {
                copy(own, out);
            } else {
                try (FileSystem files = FileSystems.newFileSystem(own)) {
                    copy(files.getPath("/"), out);
                }
            }
        }
        return jar;
    }

    private static Path own() throws IOException {
        try {
            return Path.of(Probe.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IOException("the kit's own jar is not a file", e);
        }
    }

    private static void copy(Path root, JarOutputStream out) throws IOException {
        List<Path> classes;
        try (Stream<Path> files = Files.walk(root.resolve("gateway/tck"))) {
            classes =
                    files.filter(file -> file.toString().endsWith(".class"))
                            // The one class that needs JUnit.
                            .filter(file -> !file.endsWith("GatewayTck.class"))
                            .sorted()
                            .toList();
        }
        for (Path file : classes) {
            try (InputStream in = Files.newInputStream(file)) {
                put(out, root.relativize(file).toString().replace('\\', '/'), in.readAllBytes());
            }
        }
    }

    private static void put(JarOutputStream out, String name, byte[] octets) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(octets);
        out.closeEntry();
    }
}
