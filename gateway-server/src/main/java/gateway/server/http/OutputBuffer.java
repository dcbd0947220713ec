package gateway.server.http;

import gateway.api.Header;
import gateway.server.net.Connection;
import gateway.server.net.Pace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Octets on their way to the client, collected so that what belongs together leaves in one write.
 *
 * <p>Holds at most {@link #BOUND} octets and one head; larger blocks are written past it.
 */
final class OutputBuffer {
    /**
     * How much is collected at the most; a write of this size costs more in copying than in
     * calling.
     */
    static final int BOUND = 32 * 1024;

    /** It begins with as much as it held the last time, within these. */
    private static final int LEAST = 256;

    private static final int MOST_AHEAD = 4 * 1024;

    private final Connection connection;
    private final Pace pace;
    private byte[] octets = new byte[0];
    private int length;
    private int most; // That it held since it was begun.
    private int usual = LEAST;
    private Runnable afterFlush = () -> {};

    OutputBuffer(Connection connection, Pace pace) {
        this.connection = connection;
        this.pace = pace;
    }

    /** Has {@code action} run after each time that everything collected was written. */
    void afterFlush(Runnable action) {
        afterFlush = action;
    }

    boolean isEmpty() {
        return length == 0;
    }

    int length() {
        return length;
    }

    /** Appends a wire string: the low octet of each char. */
    @SuppressWarnings("deprecation") // The one way to do so without an array in between.
    OutputBuffer append(String text) {
        int count = text.length();
        ensure(count);
        text.getBytes(0, count, octets, length);
        length += count;
        return this;
    }

    OutputBuffer append(byte[] source) {
        return append(source, 0, source.length);
    }

    OutputBuffer append(byte[] source, int offset, int count) {
        ensure(count);
        System.arraycopy(source, offset, octets, length, count);
        length += count;
        return this;
    }

    /** Appends a header line. */
    OutputBuffer append(Header header) {
        return append(header.name()).append(": ").append(header.value()).append("\r\n");
    }

    OutputBuffer appendLength(long length) {
        return append("Content-Length: ").append(Long.toString(length)).append("\r\n");
    }

    OutputBuffer append(char c) {
        ensure(1);
        octets[length++] = (byte) c;
        return this;
    }

    private void ensure(int count) {
        if (octets.length - length < count) {
            int ahead = octets.length == 0 ? usual : octets.length * 2;
            octets = Arrays.copyOf(octets, Math.max(ahead, length + count));
        }
    }

    /** Writes everything collected. */
    void flush() throws IOException {
        if (length > 0) {
            connection.write(ByteBuffer.wrap(octets, 0, collected()), pace);
            afterFlush.run();
        }
    }

    /** Takes what is collected: where the write fails too, nothing is ever sent twice. */
    private int collected() {
        int count = length;
        most = Math.max(most, count);
        length = 0;
        return count;
    }

    /**
     * Writes everything collected, then {@code count} octets of {@code block}, then {@code tail},
     * in one write if possible.
     */
    void flushWith(byte[] block, int offset, int count, byte[] tail) throws IOException {
        if (length + count + tail.length <= BOUND) {
            append(block, offset, count).append(tail).flush();
            return;
        }
        ByteBuffer[] sources = {
            ByteBuffer.wrap(octets, 0, collected()),
            ByteBuffer.wrap(block, offset, count),
            ByteBuffer.wrap(tail)
        };
        connection.write(sources, pace);
        afterFlush.run();
    }

    /** Writes everything collected, then {@code blocks}, in as few writes as it takes. */
    void flushWith(byte[][] blocks) throws IOException {
        ByteBuffer[] sources = new ByteBuffer[blocks.length + 1];
        sources[0] = ByteBuffer.wrap(octets, 0, collected());
        for (int i = 0; i < blocks.length; i++) {
            sources[i + 1] = ByteBuffer.wrap(blocks[i]);
        }
        connection.write(sources, pace);
        afterFlush.run();
    }

    /** Forgets everything collected. */
    void clear() {
        length = 0;
    }

    /** Gives the array back once nothing is in it: an idle connection keeps no buffer. */
    void release() {
        if (length == 0 && octets.length > 0) {
            usual = Math.clamp(most, LEAST, MOST_AHEAD);
            most = 0;
            octets = new byte[0];
        }
    }
}
