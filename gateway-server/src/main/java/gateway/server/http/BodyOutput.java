package gateway.server.http;

import gateway.api.Header;
import gateway.server.net.Connection;
import gateway.server.net.Pace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes the body of one response in the framing that its head has told (RFC 9112 section 6), and
 * counts it.
 */
final class BodyOutput {
    enum Framing {
        /** No body follows. */
        NONE,
        LENGTH,
        CHUNKED,
        /** To the end of the connection. */
        CLOSE
    }

    private static final byte[] NOTHING = {};
    private static final byte[] CRLF = ascii("\r\n");
    private static final byte[] LAST_CHUNK = ascii("0\r\n");

    private final Connection connection;
    private final OutputBuffer output;
    private final Pace pace;
    private Framing framing = Framing.NONE;
    private long left;
    private long octets;

    BodyOutput(Connection connection, OutputBuffer output, Pace pace) {
        this.connection = connection;
        this.output = output;
        this.pace = pace;
    }

    /** Comes before the first block. */
    void frame(Framing how) {
        framing = how;
    }

    /** As {@link #frame} with {@link Framing#LENGTH}. */
    void frame(long length) {
        framing = Framing.LENGTH;
        left = length;
    }

    Framing framing() {
        return framing;
    }

    /** Octets handed over so far, without transfer coding. */
    long octets() {
        return octets;
    }

    /** True if octets are lacking of the length that was told. */
    boolean isShort() {
        return framing == Framing.LENGTH && left > 0;
    }

    /** As {@link ResponseWriter#write(byte[], boolean)}. */
    int write(byte[] block, boolean more) throws IOException {
        if (block.length == 0 || framing == Framing.NONE) {
            return 0;
        }
        int count = block.length;
        byte[] tail = NOTHING;
        if (framing == Framing.LENGTH) {
            count = (int) Math.min(left, count);
            left -= count;
        } else if (framing == Framing.CHUNKED) {
            output.append(Integer.toHexString(count)).append(CRLF);
            tail = CRLF;
        }
        if (more && output.length() + count + tail.length <= OutputBuffer.BOUND) {
            output.append(block, 0, count).append(tail);
        } else {
            output.flushWith(block, 0, count, tail);
        }
        octets += count;
        return count;
    }

    /** As {@link ResponseWriter#takesAll}. */
    boolean takesAll(int blocks, long total) {
        return framing == Framing.LENGTH
                && left == total
                && total / OutputBuffer.BOUND >= Math.max(1, blocks);
    }

    /** As {@link ResponseWriter#writeAll}. */
    void writeAll(byte[][] blocks) throws IOException {
        long before = connection.sent() + output.length();
        try {
            output.flushWith(blocks);
        } finally {
            long sent = Math.max(0, connection.sent() - before);
            octets += sent;
            left -= sent;
        }
    }

    /** As {@link ResponseWriter#write(FileChannel, long, long)}. */
    long write(FileChannel file, long position, long count) throws IOException {
        long most = framing == Framing.LENGTH ? Math.min(left, count) : count;
        output.flush();
        long sent = connection.transfer(file, position, most, pace);
        left -= framing == Framing.LENGTH ? sent : 0;
        octets += sent;
        return sent;
    }

    /** Appends what tells that the body is over. */
    void end(List<Header> trailers) {
        if (framing == Framing.CHUNKED) {
            output.append(LAST_CHUNK);
            trailers.forEach(output::append);
            output.append(CRLF);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
