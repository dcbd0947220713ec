package gateway.server.net;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;

/**
 * One bound server socket, and the platform thread that accepts from it.
 *
 * <p>The thread waits in a selector rather than in {@code accept}, because it must be woken without
 * closing the socket: closing resets the connections that the system has completed but nobody has
 * accepted.
 *
 * <p>Where the system is out of descriptors it tries again after a pause, and says once that it
 * cannot accept, and once that it can again.
 */
final class Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    /** Out of descriptors, say: long enough not to spin, short enough not to be felt. */
    private static final long PAUSE_AFTER_FAILURE_NANOS = 100_000_000;

    /** What is done with connections. */
    interface Entrance {
        /** Waits until one more may come in. */
        void await();

        /** One has come in. */
        void accepted(SocketChannel channel);

        /** None has, after all. */
        void noneCame();
    }

    private final BoundSocket socket;
    private final Selector selector;
    private final Entrance entrance;
    private final int backlog;
    private final Thread thread;
    private boolean failing;
    private volatile boolean stopping;

    /**
     * Binds; connections queue in the system from here on.
     *
     * @throws IOException if the endpoint cannot be bound
     */
    Listener(Endpoint endpoint, Admission admission, Entrance entrance) throws IOException {
        this.entrance = entrance;
        this.backlog = admission.backlog();
        this.socket = BoundSocket.bind(endpoint, admission);
        try {
            socket.channel().configureBlocking(false);
            this.selector = Selector.open();
            socket.channel().register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
        this.thread = new Thread(this::acceptUntilStopped, "gateway-accept-" + endpoint);
    }

    /** Where it really listens, or did. */
    Endpoint endpoint() {
        return socket.endpoint();
    }

    void start() {
        thread.start();
    }

    /** Accepts what has come in, closes the socket, and returns when that is done. */
    void stop() throws IOException {
        if (!selector.isOpen()) {
            return;
        }
        stopping = true;
        boolean interrupted = false;
        selector.wakeup();
        LockSupport.unpark(thread);
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true; // It ends at once: nothing it does waits.
            }
        }
        end(false); // If it never began.
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void acceptUntilStopped() {
        while (!stopping) {
            try {
                selector.select();
                selector.selectedKeys().clear();
            } catch (IOException | RuntimeException | Error e) {
                failed(e);
            }
            while (!stopping && acceptOne()) {
                // Until nothing is in the queue, or accepting fails.
            }
        }
        try {
            end(!socket.inherited());
        } catch (IOException e) {
            LOG.warn("could not close the listener at {}: {}", endpoint(), e.toString());
        }
    }

    /**
     * Closes the socket right after the last connection that the system has completed: those that
     * it completes in between are reset. So nothing that takes its time stands in between, and
     * nobody finds the file any more.
     */
    private void end(boolean accepting) throws IOException {
        socket.removeFile();
        selector.close();
        // The queue has room for one more than it was given; what comes later is not waited for.
        for (int i = 0; i <= backlog && accepting && acceptOne(); i++) {
            // What the system has completed is served.
        }
        socket.close();
    }

    /** False if there is nothing to accept, or it cannot be. */
    private boolean acceptOne() {
        entrance.await();
        SocketChannel channel = null;
        try {
            // An inherited socket is left to whoever comes next.
            channel = stopping && socket.inherited() ? null : socket.channel().accept();
            if (channel == null) {
                recovered(); // The queue is empty: that one descriptor was free would say little.
            } else {
                entrance.accepted(channel);
            }
        } catch (IOException | RuntimeException | Error e) { // Out of memory, say.
            failed(e);
        } finally {
            if (channel == null) {
                entrance.noneCame();
            }
        }
        return channel != null;
    }

    private void failed(Throwable e) {
        if (!failing) {
            failing = true;
            try {
                LOG.error(
                        "cannot accept connections at {}, and tries again: {}",
                        endpoint(),
                        e.toString());
            } catch (RuntimeException | Error again) {
                failing = false; // Not even that can be said now.
            }
        }
        if (!stopping) {
            LockSupport.parkNanos(PAUSE_AFTER_FAILURE_NANOS);
        }
    }

    private void recovered() {
        if (failing) {
            failing = false;
            LOG.info("accepts connections at {} again", endpoint());
        }
    }
}
