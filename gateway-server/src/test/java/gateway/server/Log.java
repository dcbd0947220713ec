package gateway.server;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the server logs while it is open. */
public final class Log implements AutoCloseable {
    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    /** Begins to keep them. */
    public Log() {
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    /** The lines so far that contain {@code part}. */
    public List<String> lines(String part) {
        return said.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(part))
                .toList();
    }

    /** Waits for the first line that contains {@code part}, which a test's time limit ends. */
    public String await(String part) {
        while (lines(part).isEmpty()) {
            Thread.onSpinWait();
        }
        return lines(part).getFirst();
    }

    @Override
    public void close() {
        System.setErr(standardError);
        System.err.print(said.toString(StandardCharsets.UTF_8));
    }
}
