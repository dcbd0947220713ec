package gateway.tck.mock;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;

/** The log of a server: lines, never mixed. */
final class MockLog {
    private final StringBuilder text = new StringBuilder();

    synchronized void line(String line) {
        text.append(line).append('\n');
    }

    void failure(String what, Throwable why) {
        StringWriter trace = new StringWriter();
        why.printStackTrace(new PrintWriter(trace));
        line(what + "\n" + trace);
    }

    synchronized String text() {
        return text.toString();
    }

    /** The error log of one request (ELOG-1). */
    PrintWriter errors() {
        return new PrintWriter(new Lines());
    }

    private final class Lines extends Writer {
        private final StringBuilder open = new StringBuilder();

        @Override
        public void write(char[] chars, int offset, int length) {
            open.append(chars, offset, length);
            int end = open.lastIndexOf("\n");
            if (end >= 0) {
                line(open.substring(0, end));
                open.delete(0, end + 1);
            }
        }

        @Override
        public void flush() {
            if (open.length() > 0) {
                line(open.toString());
                open.setLength(0);
            }
        }

        /** The request's end of it only: the log itself stays open. */
        @Override
        public void close() {
            flush();
        }
    }
}
