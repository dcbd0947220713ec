package gateway.conformance.bent;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What a server of this process logs: it goes to standard error, and from there to the log of the
 * thread that has started the server, which all threads of that server inherit.
 */
final class LogTap {
    private static final PrintStream STANDARD_ERROR = System.err;
    private static final InheritableThreadLocal<OutputStream> CURRENT =
            new InheritableThreadLocal<>() {
                @Override
                protected OutputStream initialValue() {
                    return STANDARD_ERROR;
                }
            };

    static {
        OutputStream router =
                new OutputStream() {
                    @Override
                    public void write(int octet) throws java.io.IOException {
                        CURRENT.get().write(octet);
                    }

                    @Override
                    public void write(byte[] octets, int offset, int length)
                            throws java.io.IOException {
                        CURRENT.get().write(octets, offset, length);
                    }
                };
        System.setErr(new PrintStream(router, true, StandardCharsets.UTF_8));
    }

    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();

    private LogTap() {}

    /** A log of what threads do that this one starts from now on. */
    static LogTap begin() {
        LogTap log = new LogTap();
        CURRENT.set(log.logged);
        return log;
    }

    /** What was logged so far. */
    String text() {
        return logged.toString(StandardCharsets.UTF_8);
    }
}
