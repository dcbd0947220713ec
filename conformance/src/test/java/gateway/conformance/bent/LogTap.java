package gateway.conformance.bent;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What the servers of this process log: it goes to standard error, and from there to here. */
final class LogTap {
    private static final ByteArrayOutputStream LOGGED = new ByteArrayOutputStream();

    static {
        // Faults by the hundred are on purpose here; nobody wants to read their stack traces.
        System.setErr(new PrintStream(LOGGED, true, StandardCharsets.UTF_8));
    }

    private LogTap() {}

    /** How many octets there are. */
    static int mark() {
        return LOGGED.size();
    }

    /** What was logged since a mark. */
    static String since(int mark) {
        byte[] all = LOGGED.toByteArray();
        return new String(all, mark, all.length - mark, StandardCharsets.UTF_8);
    }
}
