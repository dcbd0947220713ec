package gateway.server.http;

import gateway.server.net.Connection;
import gateway.server.net.Pace;

import java.io.IOException;

/**
 * Octets that have come from the client and are not yet used. Before it waits for more it sends
 * what is to be sent: nobody waits for an answer that lies in a buffer.
 */
final class InputBuffer {
    /** What an idle connection waits with: the heads of most requests fit. */
    private static final int IDLE = 512;

    /**
     * What it waits with if the last wait was for more than {@link #IDLE} at once: most batches of
     * pipelined requests fit, and are read and answered by one call of the system each.
     */
    private static final int IDLE_BATCH = 4 * 1024;

    private static final int INITIAL = 2 * 1024;

    /** What may be read ahead of its use. */
    private static final int MOST_AHEAD = 16 * 1024;

    private final Connection connection;
    private final OutputBuffer output;
    private byte[] octets = new byte[0];
    private int idle = IDLE;
    private int start;
    private int end;

    InputBuffer(Connection connection, OutputBuffer output) {
        this.connection = connection;
        this.output = output;
    }

    /**
     * The array with the octets from {@link #start} to before {@link #end}; changes with every
     * fill.
     */
    byte[] octets() {
        return octets;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    int buffered() {
        return end - start;
    }

    /** Marks {@code count} octets as used. */
    void skip(int count) {
        start += count;
        if (start == end) {
            start = 0;
            end = 0;
        }
    }

    /** Takes one octet that is there. */
    int take() {
        int octet = octets[start] & 0xFF;
        skip(1);
        return octet;
    }

    /** Takes up to {@code length} octets that are there. */
    int take(byte[] target, int offset, int length) {
        int count = Math.min(length, buffered());
        System.arraycopy(octets, start, target, offset, count);
        skip(count);
        return count;
    }

    /**
     * Sends what is to be sent; comes before a deadline for reading is set, since writing sets its
     * own.
     */
    void flushOutput() throws IOException {
        output.flush();
    }

    /**
     * Waits for more, by the deadline the connection has; {@link #flushOutput} came before.
     *
     * @return false at the end of input
     */
    boolean fill() throws IOException {
        makeRoom();
        int count = connection.read(octets, end, octets.length - end);
        if (end == 0) {
            idle = count >= IDLE ? IDLE_BATCH : IDLE;
        }
        return filled(count);
    }

    /** As {@link #fill()}, with {@link #flushOutput} and the deadline of a body. */
    boolean fill(Pace pace) throws IOException {
        output.flush();
        if (start == end && octets.length < INITIAL) {
            octets = new byte[INITIAL];
        }
        makeRoom();
        return filled(connection.read(octets, end, octets.length - end, pace));
    }

    /**
     * Takes up what has come, without waiting, unless so much lies here that the system may keep
     * the rest.
     */
    void fillNow() throws IOException {
        if (buffered() < MOST_AHEAD) {
            makeRoom();
            filled(connection.readNow(octets, end, octets.length - end));
        }
    }

    /** Reads past the buffer, which is empty. */
    int read(byte[] target, int offset, int length, Pace pace) throws IOException {
        output.flush();
        return connection.read(target, offset, length, pace);
    }

    /**
     * Gives a buffer back that has grown: an idle connection does not wait with more than {@link
     * #IDLE} octets, or {@link #IDLE_BATCH}.
     */
    void release() {
        if (start == end && octets.length > idle) {
            octets = new byte[0];
        }
    }

    private boolean filled(int count) {
        end += Math.max(0, count);
        return count >= 0;
    }

    private void makeRoom() {
        if (end < octets.length) {
            return;
        }
        byte[] room = octets;
        if (octets.length == 0) {
            room = new byte[idle];
        } else if (start == 0 || octets.length < INITIAL) {
            room = new byte[Math.max(INITIAL, octets.length * 2)];
        }
        System.arraycopy(octets, start, room, 0, end - start);
        octets = room;
        end -= start;
        start = 0;
    }
}
