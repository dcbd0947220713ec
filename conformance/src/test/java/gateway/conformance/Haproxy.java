package gateway.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An HAProxy, of docs/haproxy.cfg.
 *
 * @param home where it listens, with a slash
 * @param control the socket of its Runtime API
 */
record Haproxy(Child child, URI home, Path control) implements AutoCloseable {
    /** What is another one in each test. */
    private static final String BIND = "bind :80\n";

    private static final String CONTROL = "/run/haproxy/admin.sock";
    private static final String BLOCK = "192.0.2.";
    private static final String BACKEND = "gateways";

    private static final long PATIENCE_NANOS = 60_000_000_000L;

    /** Skips the test, with a word, where there is none; fails it in continuous integration. */
    static void require() {
        new Tool("haproxy").require();
    }

    /**
     * Starts it, and waits until it listens.
     *
     * @param folder for its own files
     * @param block what the addresses of its servers begin with
     */
    static Haproxy start(Path folder, String configuration, String block) throws Exception {
        int port = FreePort.choose();
        Path control = folder.resolve("haproxy.sock");
        Path file = folder.resolve("haproxy.cfg");
        Files.writeString(
                file,
                configuration
                        .replace(BIND, "bind 127.0.0.1:" + port + "\n")
                        .replace(CONTROL, control.toString())
                        .replace(BLOCK, block));
        // Its log goes to its standard output, of which a child shows nothing before its end.
        Child child =
                Child.start(
                        folder,
                        Map.of("PATH", System.getenv("PATH") + ":/usr/sbin"),
                        List.of("sh", "-c", "exec haproxy -db -f " + file + " >&2"));
        Haproxy haproxy = new Haproxy(child, URI.create("http://127.0.0.1:" + port + "/"), control);
        try {
            child.awaitListening("haproxy", port);
            while (!Files.exists(control)) { // It gets its name after the ports are open.
                Thread.onSpinWait();
            }
            return haproxy;
        } catch (Throwable e) {
            haproxy.close();
            throw e;
        }
    }

    /** Waits until a server is {@code "UP"}, say, or {@code "DOWN"}. */
    void awaitStatus(String server, String status) throws Exception {
        await(server, "status", status);
    }

    private void await(String server, String column, String value) throws Exception {
        long end = System.nanoTime() + PATIENCE_NANOS;
        String now = figure(server, column);
        while (!now.equals(value)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        server + ": " + column + " " + now + ", not " + value + child.errSoFar());
            }
            Thread.sleep(20); // It tells nobody: it is asked.
            now = figure(server, column);
        }
    }

    /** A column of {@code show stat}. */
    private String figure(String server, String column) throws IOException {
        List<String> lines = ask("show stat").lines().toList();
        List<String> names = List.of(lines.getFirst().replace("# ", "").split(",", -1));
        return lines.stream()
                .filter(line -> line.startsWith(BACKEND + "," + server + ","))
                .map(line -> line.split(",", -1)[names.indexOf(column)])
                .findFirst()
                .orElseThrow();
    }

    private String ask(String command) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(control));
            channel.write(ByteBuffer.wrap((command + "\n").getBytes(UTF_8)));
            return new String(Channels.newInputStream(channel).readAllBytes(), UTF_8);
        }
    }

    @Override
    public void close() {
        child.close();
    }
}
