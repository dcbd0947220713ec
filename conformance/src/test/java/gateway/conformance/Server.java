package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that the launcher has started and that accepts connections.
 *
 * @param home what it says it listens at, with a slash
 */
record Server(Child child, URI home) implements AutoCloseable {
    private static final Pattern LISTENING =
            Pattern.compile("Listening at: (https?://[\\d.]+:\\d+) \\(pid (\\d+)\\)");
    private static final Pattern LISTENING_AT_FILE =
            Pattern.compile("Listening at: unix:(/.*) \\(pid \\d+\\)");
    private static final Map<String, String> PACKAGED = Map.of("GATEWAY_BUILD", "never");

    /** Runs {@code ./gateway words…} in the top folder, whatever comes of it. */
    static Child launch(String... words) throws IOException {
        return launch(Checkout.top(), Checkout.launcher(), words);
    }

    /** Runs a launcher in any folder. */
    static Child launch(Path folder, Path launcher, String... words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(launcher.toString());
        command.addAll(List.of(words));
        return Child.start(folder, PACKAGED, command);
    }

    /** Runs {@code ./gateway run words… --bind 127.0.0.1:0} until it accepts. */
    static Server run(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add("run");
        command.addAll(List.of(words));
        command.addAll(List.of("--bind", "127.0.0.1:0"));
        return accepting(launch(command.toArray(String[]::new)));
    }

    /** As {@link #run}, under TLS. */
    static Server runTls(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add("run");
        command.addAll(List.of(words));
        command.addAll(List.of("--bind", "tls:127.0.0.1:0"));
        return accepting(launch(command.toArray(String[]::new)));
    }

    /**
     * Waits until a launched server accepts: the first line on its standard error says so, and that
     * the process that was started is the server itself.
     */
    static Server accepting(Child child) throws InterruptedException {
        try {
            Matcher matcher = LISTENING.matcher(child.firstError());
            if (!matcher.matches()) {
                child.terminate();
                throw new AssertionError("not listening: " + child.end());
            }
            assertEquals(child.pid(), Long.parseLong(matcher.group(2)), "a signal reaches the VM");
            return new Server(child, URI.create(matcher.group(1) + "/"));
        } catch (Throwable e) {
            child.close();
            throw e;
        }
    }

    /**
     * Waits until a launched server listens at a Unix-domain socket, and says so first.
     *
     * @return what it says it listens at
     */
    static Path acceptingAtFile(Child child) throws InterruptedException {
        Matcher matcher = LISTENING_AT_FILE.matcher(child.firstError());
        if (!matcher.matches()) {
            child.close();
            throw new AssertionError("not listening: " + child.end());
        }
        return Path.of(matcher.group(1));
    }

    /** Sends SIGHUP. */
    void hangUp() throws IOException, InterruptedException {
        child.signal("HUP");
    }

    /** Waits until it has said a line that contains {@code part}. */
    void awaitLine(String part) throws InterruptedException {
        child.awaitError(part);
    }

    /** Sends SIGTERM and waits for the end. */
    Outcome terminate() throws InterruptedException {
        child.terminate();
        return child.end();
    }

    @Override
    public void close() {
        child.close();
    }
}
