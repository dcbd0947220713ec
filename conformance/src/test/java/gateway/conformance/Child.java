package gateway.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that a test has started: both outputs are read from the start, so it never waits for
 * us.
 */
public final class Child implements AutoCloseable {
    // Far beyond what anything here takes: only a process that hangs gets there.
    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final CompletableFuture<String> out = new CompletableFuture<>();
    private final CompletableFuture<String> firstError = new CompletableFuture<>();
    private final CompletableFuture<List<String>> err = new CompletableFuture<>();
    private final List<String> errSoFar = new CopyOnWriteArrayList<>();
    private final Object lines = new Object();

    private Child(Process process) {
        this.process = process;
        Thread.ofVirtual().start(() -> complete(out, this::readOut));
        Thread.ofVirtual()
                .start(
                        () -> {
                            complete(err, this::readErr);
                            wakeWhoAwaitsALine(); // There will be none.
                        });
    }

    /**
     * Starts a process without standard input.
     *
     * @param folder where it runs
     * @param environment added to that of this process
     */
    public static Child start(Path folder, Map<String, String> environment, List<String> words)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new Child(process);
    }

    long pid() {
        return process.pid();
    }

    /** Waits for the first line of standard error; empty if it ended without one. */
    String firstError() throws InterruptedException {
        return await(firstError);
    }

    /** What was said on standard error up to now. */
    public List<String> errSoFar() {
        return List.copyOf(errSoFar);
    }

    /** Whether it has. */
    public boolean hasEnded() {
        return !process.isAlive();
    }

    /** Waits for the end of the process. */
    public Outcome end() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running; on standard error: " + errSoFar);
        }
        return new Outcome(process.exitValue(), await(out), await(err));
    }

    /** Sends SIGTERM. Not through the process itself, which would stop to listen to it. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** Sends a signal, such as {@code "INT"}. */
    void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
        if (kill.waitFor() != 0) {
            throw new AssertionError("kill -" + name + " failed");
        }
    }

    /** Waits until a line on standard error contains {@code words}. */
    public void awaitError(String words) throws InterruptedException {
        awaitError(words, 1);
    }

    /** Waits until so many lines do. */
    void awaitError(String words, int times) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        synchronized (lines) {
            while (errSoFar.stream().filter(line -> line.contains(words)).count() < times) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0 || err.isDone()) {
                    throw new AssertionError("no " + words + " on standard error: " + errSoFar);
                }
                lines.wait(left);
            }
        }
    }

    /** Makes sure that nothing is left running. */
    @Override
    public void close() {
        process.destroyForcibly();
    }

    private String readOut() throws IOException {
        try (InputStream stream = process.getInputStream()) {
            return new String(stream.readAllBytes(), UTF_8);
        }
    }

    private List<String> readErr() throws IOException {
        try (BufferedReader reader = process.errorReader(UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                errSoFar.add(line);
                wakeWhoAwaitsALine();
                firstError.complete(line);
            }
        } finally {
            firstError.complete("");
        }
        return errSoFar();
    }

    private void wakeWhoAwaitsALine() {
        synchronized (lines) {
            lines.notifyAll();
        }
    }

    private <T> T await(CompletableFuture<T> future) throws InterruptedException {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("on standard error: " + errSoFar, e);
        }
    }

    private static <T> void complete(CompletableFuture<T> future, Reading<T> reading) {
        try {
            future.complete(reading.read());
        } catch (IOException | UncheckedIOException e) {
            future.completeExceptionally(e);
        }
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    /** Waits until it listens at a port of this machine. */
    void awaitListening(String name, int port) {
        while (true) {
            try {
                Connection.to(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                        .close();
                return;
            } catch (IOException notYet) {
                if (hasEnded()) {
                    throw new AssertionError(name + " has ended: " + errSoFar(), notYet);
                }
            }
        }
    }
}
