package gateway.toolkit.debug;

import java.io.IOException;
import java.io.InputStream;

/**
 * Knows whether the client has failed to send its body: then the answer is the server's (ERR-1).
 */
final class WatchedInput extends InputStream {
    private final InputStream input;
    private boolean closed;
    private boolean failed;

    WatchedInput(InputStream input) {
        this.input = input;
    }

    boolean hasFailed() {
        return failed;
    }

    @Override
    public int read() throws IOException {
        try {
            return input.read();
        } catch (IOException e) {
            throw noted(e);
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            return input.read(target, offset, length);
        } catch (IOException e) {
            throw noted(e);
        }
    }

    @Override
    public long skip(long count) throws IOException {
        try {
            return input.skip(count);
        } catch (IOException e) {
            throw noted(e);
        }
    }

    /** After it was closed here, a read is the application's mistake (IN-7). */
    private IOException noted(IOException e) {
        failed |= !closed;
        return e;
    }

    @Override
    public int available() throws IOException {
        return input.available();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        input.close();
    }

    @Override
    public boolean markSupported() {
        return input.markSupported();
    }

    // Not synchronized, as the stream behind it need not be either: one thread at a time (SR-8).
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void mark(int limit) {
        input.mark(limit);
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void reset() throws IOException {
        input.reset();
    }
}
