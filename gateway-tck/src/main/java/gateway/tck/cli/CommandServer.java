package gateway.tck.cli;

import gateway.tck.http.Client;
import gateway.tck.http.Conversation;
import gateway.tck.http.Place;
import gateway.tck.http.Request;
import gateway.tck.http.SocketClient;
import gateway.tck.http.Version;
import gateway.tck.subject.Options;
import gateway.tck.subject.Subject;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server in a process of its own; what the process prints is its log. */
final class CommandServer implements Subject {
    private static final long START_SECONDS = 60;
    private static final long STOP_SECONDS = 60;
    private static final long POLL_NANOS = 20_000_000;
    private static final Request FIRST =
            Request.of("GET", "/", Version.HTTP_1_0)
                    .with("Host", "tck.example")
                    .with("Tck-Ping", "first");

    private final Process process;
    private final Place place;
    private final StringBuilder output = new StringBuilder();
    private final Thread pump;
    private Options options;

    private CommandServer(Process process, Place place, Options options) {
        this.process = process;
        this.place = place;
        this.options = options.logging(this::output);
        this.pump = new Thread(this::pump, "output of the server");
        this.pump.setDaemon(true);
    }

    /**
     * Starts a process and waits until it answers: a port may accept before the application has
     * started.
     *
     * @throws IOException if it ends before, with what it has printed
     */
    static CommandServer start(
            List<String> words, Map<String, String> environment, Place place, Options options)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().putAll(environment);
        CommandServer server = new CommandServer(builder.start(), place, options);
        server.pump.start();
        // An interrupted kit leaves no server behind.
        Runtime.getRuntime().addShutdownHook(new Thread(server::kill));
        server.awaitAnswer();
        return server;
    }

    private void awaitAnswer() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!answers()) {
            if (!process.isAlive()) {
                awaitOutput();
                throw new IOException(
                        "the server ended with status " + process.exitValue() + ": " + output());
            }
            if (System.nanoTime() > deadline) {
                kill();
                throw new IOException("the server does not answer: " + output());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private boolean answers() {
        try (SocketClient client = new SocketClient(place)) {
            return new Conversation(client.open(FIRST)).reply().status() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void pump() {
        try (InputStream in = process.getInputStream()) {
            byte[] block = new byte[8192];
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                String text = new String(block, 0, count, StandardCharsets.UTF_8);
                synchronized (output) {
                    output.append(text);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the output of the server", e);
        }
    }

    private void awaitOutput() {
        try {
            pump.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String output() {
        synchronized (output) {
            return output.toString();
        }
    }

    /** Tells it what was found out about the server. */
    void describe(Options known) {
        options = known.logging(this::output);
    }

    @Override
    public Client connect() throws IOException {
        return new SocketClient(place);
    }

    @Override
    public Optional<InetSocketAddress> address() {
        return Optional.of(place.address());
    }

    @Override
    public Options options() {
        return options;
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroy);
        // Not process.destroy(), which closes its output as well.
        process.toHandle().destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                kill();
                throw new IOException("the server did not stop at the signal TERM");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        awaitOutput();
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
