package gateway.conformance.bent;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/** Where a relay writes: straight to the client, or into a store without bound. */
final class Outlet implements AutoCloseable {
    private final OutputStream out;
    private final Deque<byte[]> stored = new ArrayDeque<>();
    private final boolean stores;
    private boolean ended;
    private final Thread writer;

    Outlet(OutputStream out, boolean stores) {
        this.out = out;
        this.stores = stores;
        this.writer = Thread.ofVirtual().unstarted(this::empty);
        if (stores) {
            writer.start();
        }
    }

    void write(byte[] octets) throws IOException {
        if (!stores) {
            out.write(octets);
            return;
        }
        synchronized (this) {
            stored.add(octets);
            notifyAll();
        }
    }

    /** Returns once everything is written, or cannot be. */
    @Override
    public void close() {
        synchronized (this) {
            ended = true;
            notifyAll();
        }
        try {
            if (stores) {
                writer.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void empty() {
        try {
            for (byte[] octets = next(); octets.length > 0; octets = next()) {
                out.write(octets);
            }
        } catch (IOException e) {
            // The client is gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Empty at the end. */
    private synchronized byte[] next() throws InterruptedException {
        while (stored.isEmpty() && !ended) {
            wait();
        }
        return stored.isEmpty() ? new byte[0] : stored.remove();
    }
}
