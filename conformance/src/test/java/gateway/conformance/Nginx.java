package gateway.conformance;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An nginx in front of a server.
 *
 * @param home where it listens, with a slash
 */
record Nginx(Child child, URI home) implements AutoCloseable {
    /** The ports that stand in configurations. */
    private static final String FRONT = "127.0.0.1:8081";

    private static final String BACK = "127.0.0.1:8080";

    /** Skips the test, with a word, where there is none; fails it in continuous integration. */
    static void require() {
        new Tool("nginx").require();
    }

    /**
     * Starts it, and waits until it listens.
     *
     * @param folder for its own files
     * @param configuration at which it listens at port 8081 in front of 8080: it gets others
     */
    static Nginx start(Path folder, String configuration, Server behind) throws Exception {
        return start(folder, configuration, behind.home());
    }

    /** The same, in front of anything. */
    static Nginx start(Path folder, String configuration, URI behind) throws Exception {
        int port = FreePort.choose();
        Path file =
                Files.writeString(
                        folder.resolve("nginx.conf"),
                        configuration
                                .replace(FRONT, "127.0.0.1:" + port)
                                .replace(BACK, behind.getAuthority()));
        Child child =
                Child.start(
                        folder,
                        Map.of("PATH", System.getenv("PATH") + ":/usr/sbin"),
                        List.of(
                                "env", // Looks on that path.
                                "nginx",
                                "-p",
                                folder.toString(),
                                "-e",
                                "stderr",
                                "-c",
                                file.toString()));
        Nginx nginx = new Nginx(child, URI.create("http://127.0.0.1:" + port + "/"));
        try {
            child.awaitListening("nginx", port);
            return nginx;
        } catch (Throwable e) {
            nginx.close();
            throw e;
        }
    }

    /** Ends it, with its workers. */
    @Override
    public void close() {
        // Killed, it would leave them behind.
        child.terminate();
        try {
            child.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            child.close();
        }
    }
}
