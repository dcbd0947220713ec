package gateway.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A Redis that a test has to itself, and that keeps its data and its port while it is stopped. */
final class RedisServer implements AutoCloseable {
    private final Path folder;
    private final String host;
    private final int port;
    private Child child;

    private RedisServer(Path folder, String host, int port) throws IOException {
        this.folder = folder;
        this.host = host;
        this.port = port;
        this.child = launch();
    }

    /** Starts one with an empty folder. Skips the test, with a word, where there is none. */
    static RedisServer start(Path folder) throws IOException, InterruptedException {
        return start(folder, "127.0.0.1");
    }

    /** The same, at an address of this machine that others can reach. */
    static RedisServer start(Path folder, String host) throws IOException, InterruptedException {
        new Tool("redis-server").require();
        RedisServer server = new RedisServer(folder, host, FreePort.choose());
        server.awaitReady();
        return server;
    }

    private Child launch() throws IOException {
        // What it says goes to its standard output, of which a child shows nothing before its end.
        String command =
                "exec redis-server --bind "
                        + host
                        + " --protected-mode no --port "
                        + port
                        + " --save '' --appendonly yes --dir . >&2";
        return Child.start(folder, Map.of(), List.of("sh", "-c", command));
    }

    private void awaitReady() throws InterruptedException {
        child.awaitError("Ready to accept connections");
    }

    /** Such as {@code "127.0.0.1:6379"}. */
    String address() {
        return host + ":" + port;
    }

    /** Ends it, with all connections to it. */
    void stop() throws InterruptedException {
        child.terminate();
        child.end();
    }

    void startAgain() throws IOException, InterruptedException {
        child = launch();
        awaitReady();
    }

    /** Makes it hang: connections stay, and nothing is answered. */
    void freeze() throws IOException, InterruptedException {
        child.signal("STOP");
    }

    void thaw() throws IOException, InterruptedException {
        child.signal("CONT");
    }

    @Override
    public void close() {
        child.close();
    }
}
