package gateway.server.net;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * One bound server socket, and the platform thread that accepts from it.
 *
 * <p>The thread waits in a selector rather than in {@code accept}, because it must be woken without
 * closing the socket: closing resets the connections that the system has completed but nobody has
 * accepted.
 */
final class Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    /** Out of descriptors, say: long enough not to spin, short enough not to be felt. */
    private static final long PAUSE_AFTER_FAILURE_NANOS = 50_000_000;

    private final ServerSocketChannel socket;
    private final InetSocketAddress address;
    private final Selector selector;
    private final Consumer<SocketChannel> accepted;
    private final Thread thread;
    private volatile boolean stopping;

    /**
     * Binds; connections queue in the system from here on.
     *
     * @throws IOException if the endpoint cannot be bound
     */
    Listener(Endpoint endpoint, int backlog, Consumer<SocketChannel> accepted) throws IOException {
        this.accepted = accepted;
        this.socket = ServerSocketChannel.open();
        try {
            socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            socket.bind(endpoint.resolve(), backlog);
            this.address = (InetSocketAddress) socket.getLocalAddress();
            socket.configureBlocking(false);
            this.selector = Selector.open();
            socket.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
        this.thread = new Thread(this::acceptUntilStopped, "gateway-accept-" + endpoint);
    }

    /** Where it really listens, or did. */
    InetSocketAddress address() {
        return address;
    }

    void start() {
        thread.start();
    }

    /** Accepts what has come in, closes the socket, and returns when that is done. */
    void stop() throws IOException {
        stopping = true;
        boolean interrupted = false;
        selector.wakeup();
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true; // It ends at once: nothing it does waits.
            }
        }
        close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void acceptUntilStopped() {
        try {
            while (!stopping) {
                selector.select();
                selector.selectedKeys().clear();
                acceptAll();
            }
            acceptAll();
        } catch (IOException e) {
            LOG.error("{} stopped accepting", thread.getName(), e);
        }
    }

    private void acceptAll() {
        try {
            for (SocketChannel channel = socket.accept();
                    channel != null;
                    channel = socket.accept()) {
                accepted.accept(channel);
            }
        } catch (IOException e) {
            LOG.warn("could not accept a connection: {}", e.toString());
            LockSupport.parkNanos(PAUSE_AFTER_FAILURE_NANOS);
        } catch (RuntimeException | Error e) {
            LOG.error(
                    "could not begin a connection", e); // Out of memory, say: the next one may do.
            LockSupport.parkNanos(PAUSE_AFTER_FAILURE_NANOS);
        }
    }

    private void close() throws IOException {
        selector.close();
        socket.close();
    }
}
