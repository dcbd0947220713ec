package gateway.server.call;

import gateway.server.http.RequestHead;
import gateway.server.log.LogText;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.PrintWriter;
import java.io.Writer;

/**
 * What one request writes to {@code gateway.errors}: each line one event of the logger of that
 * name, so that lines of different requests do not mix (ELOG-1). Method and path stand before it.
 * Closing it closes nothing.
 */
final class ErrorLog extends PrintWriter {
    ErrorLog(RequestHead request) {
        super(new Lines(request), false);
    }

    @Override
    public void close() {
        flush();
    }

    /** Collects text up to a line end or a flush. */
    private static final class Lines extends Writer {
        private static final Logger LOG = LoggerFactory.getLogger("gateway.errors");

        /**
         * A line longer than this is logged in pieces, so that nobody fills the memory with one.
         */
        private static final int MAX_LINE = 16 * 1024;

        private final RequestHead request;
        private final StringBuilder line = new StringBuilder(0);

        private Lines(RequestHead request) {
            this.request = request;
        }

        @Override
        public void write(char[] text, int offset, int length) {
            for (int i = offset; i < offset + length; i++) {
                char c = text[i];
                if (c == '\n') {
                    log();
                } else if (c != '\r') {
                    line.append(c);
                }
                if (line.length() >= MAX_LINE) {
                    log();
                }
            }
        }

        private void log() {
            LOG.error("{}: {}", request, LogText.of(line.toString()));
            line.setLength(0);
        }

        @Override
        public void flush() {
            if (!line.isEmpty()) {
                log();
            }
        }

        @Override
        public void close() {
            flush();
        }
    }
}
