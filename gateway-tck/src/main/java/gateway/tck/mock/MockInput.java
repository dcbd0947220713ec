package gateway.tck.mock;

import gateway.tck.http.Field;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The request body: octets that the client hands in while the application reads them. */
final class MockInput extends InputStream {
    private final StringBuilder buffered = new StringBuilder();
    private final long limit;
    private final Runnable beforeWaiting;
    private List<Field> trailers = List.of();
    private boolean chunked;
    private boolean opened;
    private boolean upgraded;
    private boolean finished;
    private boolean cut;
    private boolean closed;
    private boolean detached;
    private long left;
    private long delivered;
    private int failure;

    /**
     * Without octets yet.
     *
     * @param limit octets that a chunked body may have
     * @param beforeWaiting runs before a read waits for the client (IN-9)
     */
    MockInput(long limit, Runnable beforeWaiting) {
        this.limit = limit;
        this.beforeWaiting = beforeWaiting;
    }

    /** Tells how the body is framed: its length, or -1 for chunked. */
    synchronized void open(long length) {
        opened = true;
        chunked = length < 0;
        left = Math.max(0, length);
    }

    /** The client sends octets. */
    synchronized void offer(String octets) {
        buffered.append(octets);
        notifyAll();
    }

    /** The client ends a chunked body. */
    synchronized void finish(List<Field> after) {
        trailers = after;
        finished = true;
        notifyAll();
    }

    /** The client sends no more. */
    synchronized void cut() {
        cut = true;
        notifyAll();
    }

    /** From here on everything is the other protocol's: it ends where the client ends (EXT-7). */
    synchronized void upgrade() {
        upgraded = true;
        chunked = false;
        closed = false;
        left = Long.MAX_VALUE;
    }

    /** The request is over (SR-8). */
    synchronized void detach() {
        detached = true;
        notifyAll();
    }

    /** The status that the client has earned by its body: 0 if no read has failed (ERR-1). */
    synchronized int blame() {
        return failure;
    }

    /** Whether a read has failed because of the client. */
    synchronized boolean broken() {
        return failure != 0;
    }

    /** Whether all octets have come, read or not. */
    synchronized boolean arrived() {
        return chunked ? finished : buffered.length() >= left;
    }

    /** Whether everything was read. */
    synchronized boolean ended() {
        return chunked ? finished && buffered.length() == 0 : left == 0;
    }

    /** The trailer section, once everything was read. */
    synchronized List<Field> trailers() {
        return ended() ? trailers : List.of();
    }

    @Override
    public synchronized int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        requireOpen();
        if (length == 0) {
            return 0;
        }
        if (buffered.length() == 0 && !ended()) {
            beforeWaiting.run();
        }
        awaitOctets();
        if (detached) {
            throw new IOException("the request is over");
        }
        if (buffered.length() == 0 && !ended()) {
            if (upgraded) {
                return -1;
            }
            throw failed(400);
        }
        if (ended()) {
            return -1;
        }
        int count = Math.min(length, buffered.length());
        if (!chunked) {
            count = (int) Math.min(left, count);
        } else if (delivered + count > limit) {
            throw failed(413);
        }
        byte[] octets = buffered.substring(0, count).getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(octets, 0, target, offset, count);
        buffered.delete(0, count);
        delivered += count;
        left -= chunked ? 0 : count;
        return count;
    }

    @Override
    public synchronized int available() throws IOException {
        requireOpen();
        return (int) (chunked ? buffered.length() : Math.min(left, buffered.length()));
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private void requireOpen() throws IOException {
        if (failure != 0) {
            throw failed(failure);
        }
        if (closed || detached || !opened) {
            throw new IOException(closed ? "the input was closed" : "the request is over");
        }
    }

    private IOException failed(int status) {
        failure = status;
        return new IOException("the body earns " + status);
    }

    private synchronized void awaitOctets() throws IOException {
        try {
            while (buffered.length() == 0 && !ended() && !cut && !detached) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
