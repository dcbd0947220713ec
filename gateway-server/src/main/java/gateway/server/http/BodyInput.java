package gateway.server.http;

import gateway.server.net.Connection;
import gateway.server.net.Pace;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The body of one request, without its transfer coding: ends with -1 where the body ends, again and
 * again (IN-2), and throws where it is cut short or malformed (IN-4). Closing it says only that no
 * more is needed (IN-7).
 */
public final class BodyInput extends InputStream {
    /** Below this an octet more costs less than a system call more. */
    private static final int SMALL_READ = 2 * 1024;

    private final Connection connection;
    private final InputBuffer input;
    private final Pace pace;
    private final long limit;
    private final Listener listener;
    private final Optional<ChunkDecoder> chunks;

    /** Octets that are left of the body, or of the current chunk. */
    private long left;

    private long delivered;
    private boolean ended;
    private boolean closed;
    private boolean detached;
    private Optional<IOException> failure = Optional.empty();

    /** What reading the body means for the response. */
    interface Listener {
        /** More is needed: the client gets its {@code 100 Continue} if it waits for one. */
        void bodyAwaited() throws IOException;

        /** Some of it has come: the client did not wait. */
        void bodyArrived();

        /** It cannot be read to its end: the connection is of no further use. */
        void bodyFailed();
    }

    BodyInput(
            Connection connection,
            InputBuffer input,
            RequestHead head,
            Limits limits,
            Timeouts timeouts,
            Listener listener) {
        this.connection = connection;
        this.input = input;
        this.pace = new Pace(timeouts.body(), limits.rate());
        this.limit = limits.body();
        this.listener = listener;
        this.chunks =
                head.chunked()
                        ? Optional.of(new ChunkDecoder(connection, input, limits, pace))
                        : Optional.empty();
        this.left = Math.max(0, head.contentLength());
        this.ended = !head.chunked() && left == 0;
    }

    /** True once the body was read to its end. */
    public boolean ended() {
        return ended;
    }

    /** What ended reading before the body's end. */
    public Optional<IOException> failure() {
        return failure;
    }

    /** The trailer fields; empty before the body's end. */
    public List<Field> trailers() {
        return ended ? chunks.map(ChunkDecoder::trailers).orElse(List.of()) : List.of();
    }

    @Override
    public int read() throws IOException {
        byte[] octet = new byte[1];
        return read(octet, 0, 1) < 0 ? -1 : octet[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        requireOpen();
        return length == 0 ? 0 : readBody(target, offset, length);
    }

    @Override
    public int available() throws IOException {
        requireOpen();
        return ended ? 0 : (int) Math.min(left, input.buffered());
    }

    @Override
    public void close() {
        closed = true;
    }

    /**
     * The octets behind this body, for a connection that leaves HTTP; {@code pace} is for what is
     * written.
     */
    Tunnel tunnel(Pace writePace) {
        return new Tunnel(connection, input, writePace);
    }

    /**
     * True if the client is known to be gone; looks without waiting. A client that only closed its
     * side is not gone.
     */
    public boolean clientGone() {
        if (!detached && !connection.lost()) {
            try {
                input.fillNow();
            } catch (IOException e) {
                return true;
            }
        }
        return connection.lost();
    }

    /** The request is over: what the application still does with this stream fails (SR-8). */
    public void detach() {
        detached = true;
    }

    /**
     * Reads and throws away what is left of the body.
     *
     * @return whether its end was found within {@code most} octets
     */
    boolean drain(int most) throws IOException {
        byte[] discarded = new byte[Math.min(8 * 1024, most)];
        int drained = 0;
        while (!ended && drained < most) {
            drained +=
                    Math.max(0, readBody(discarded, 0, Math.min(discarded.length, most - drained)));
        }
        return ended;
    }

    private void requireOpen() throws IOException {
        if (detached) {
            throw new IOException("SR-8: the request is over");
        }
        if (closed) {
            throw new IOException("the input was closed by the application");
        }
    }

    private int readBody(byte[] target, int offset, int length) throws IOException {
        if (ended) {
            return -1;
        }
        if (failure.isPresent()) {
            throw new IOException("the request body failed before", failure.get());
        }
        try {
            if (input.buffered() == 0) {
                listener.bodyAwaited();
            } else {
                listener.bodyArrived();
            }
            if (left == 0) {
                left = chunks.isPresent() ? chunks.get().nextChunk() : 0;
                if (left == 0) {
                    ended = true;
                    return -1;
                }
                if (left > limit - delivered) {
                    throw new RefusedException(Rule.BODY_SIZE);
                }
            }
            return readData(target, offset, length);
        } catch (IOException e) {
            failure = Optional.of(e);
            listener.bodyFailed();
            throw e;
        }
    }

    private int readData(byte[] target, int offset, int length) throws IOException {
        int wanted = (int) Math.min(length, left);
        int count;
        if (input.buffered() == 0 && wanted >= SMALL_READ) {
            count = input.read(target, offset, wanted, pace);
        } else {
            boolean there = input.buffered() > 0 || input.fill(pace);
            count = there ? input.take(target, offset, wanted) : -1;
        }
        if (count < 0) {
            throw new RefusedException(connection.expired() ? Rule.SLOW_BODY : Rule.BODY_ENDED);
        }
        left -= count;
        delivered += count;
        // A fixed body is over now; a chunked one when the last chunk was read.
        ended = left == 0 && chunks.isEmpty();
        return count;
    }
}
