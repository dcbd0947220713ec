package gateway.server.net;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Accepts connections and handles each on a virtual thread of its own, until it is stopped.
 *
 * <pre>
 *   BOUND ──start──→ ACCEPTING ──stop──→ DRAINING ──all done, or the grace is over──→ STOPPED
 * </pre>
 *
 * <p>DRAINING: nothing is accepted any more, what is running goes on to its end, and a connection
 * that waits for a request is closed after {@link #LINGER} of silence: its peer may have one under
 * way, which it may not send again.
 */
public final class SocketServer {
    private static final Logger LOG = LoggerFactory.getLogger(SocketServer.class);

    /** Some round trips of a far client. */
    private static final Duration LINGER = Duration.ofMillis(250);

    /** Enough for a handler to notice that its socket is closed and its thread interrupted. */
    private static final Duration ABORT = Duration.ofSeconds(2);

    private enum State {
        BOUND,
        ACCEPTING,
        DRAINING,
        STOPPED
    }

    private final ConnectionHandler handler;
    private final CoarseClock clock = new CoarseClock();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final List<Listener> listeners = new ArrayList<>();
    private final Reaper reaper = new Reaper(connections, clock, LINGER);
    private final Object lock = new Object();
    private volatile State state = State.BOUND;

    /**
     * Binds all endpoints, or none.
     *
     * @param backlog how many connections the system completes ahead of {@code accept}, at least 1;
     *     it has a limit of its own
     * @throws BindFailedException if one cannot be bound
     */
    public SocketServer(List<Binding> bindings, int backlog, ConnectionHandler handler)
            throws BindFailedException {
        this.handler = handler;
        for (Binding binding : bindings) {
            try {
                listeners.add(
                        new Listener(
                                binding.endpoint(), backlog, channel -> open(channel, binding)));
            } catch (IOException | RuntimeException e) {
                closeListeners();
                throw new BindFailedException(binding.endpoint(), e);
            }
        }
    }

    /** Where it really listens, in the order of the bindings. */
    public List<InetSocketAddress> addresses() {
        return listeners.stream().map(Listener::address).toList();
    }

    /** Begins to accept. */
    public void start() {
        synchronized (lock) {
            if (state != State.BOUND) {
                throw new IllegalStateException("the server was started before");
            }
            state = State.ACCEPTING;
        }
        reaper.start();
        listeners.forEach(Listener::start);
    }

    /**
     * Stops accepting, waits for the running handlers, and aborts those that are left after {@code
     * grace}. Returns as soon as nothing is running; a call while another one is draining waits
     * with it. An interrupt ends the grace.
     *
     * @return how many connections were aborted
     */
    public int stop(Duration grace) {
        synchronized (lock) {
            if (state == State.DRAINING || state == State.STOPPED) {
                awaitStopped();
                return 0;
            }
            state = State.DRAINING;
        }
        closeListeners();
        reaper.drain();
        int aborted = 0;
        if (!awaitEmpty(grace)) {
            boolean interrupted = Thread.interrupted();
            aborted = abort();
            if (!awaitEmpty(ABORT)) {
                LOG.warn("{} handlers do not end although they were aborted", connections.size());
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        reaper.stop();
        synchronized (lock) {
            state = State.STOPPED;
            lock.notifyAll();
        }
        return aborted;
    }

    /** Aborts every running handler now; a {@link #stop} that is draining then returns. */
    public int abort() {
        int count = 0;
        for (Connection connection : connections) {
            connection.abort();
            count++;
        }
        return count;
    }

    private boolean draining() {
        return state != State.ACCEPTING;
    }

    private void awaitStopped() {
        boolean interrupted = false;
        while (state != State.STOPPED) {
            try {
                lock.wait();
            } catch (InterruptedException e) {
                interrupted = true;
                abort();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** False once the limit is over, or with the thread's interrupt status set. */
    private boolean awaitEmpty(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        synchronized (lock) {
            while (!connections.isEmpty()) {
                long left = (end - System.nanoTime() + 999_999) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                try {
                    lock.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return true;
        }
    }

    private void closeListeners() {
        for (Listener listener : listeners) {
            try {
                listener.stop();
            } catch (IOException e) {
                LOG.warn("could not close a listener", e);
            }
        }
    }

    private void open(SocketChannel channel, Binding binding) {
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        } catch (IOException e) {
            LOG.debug("a connection was gone before it was handled", e);
            close(channel);
            return;
        }
        // The task needs its thread and the thread its task.
        Connection[] connection = new Connection[1];
        Thread owner = Thread.ofVirtual().unstarted(() -> handle(connection[0]));
        connection[0] = new Connection(channel, binding, clock, this::draining, owner);
        connections.add(connection[0]);
        owner.start();
    }

    private void handle(Connection connection) {
        boolean whole = false;
        try {
            handler.handle(connection);
            whole = true;
        } catch (IOException e) {
            LOG.debug("connection ended: {}", e.toString());
        } catch (Throwable e) {
            LOG.error("a connection's handler failed", e);
        } finally {
            try {
                if (whole) {
                    connection.close();
                } else {
                    connection.drop();
                }
            } catch (IOException e) {
                LOG.debug("could not close a connection", e);
            }
            connections.remove(connection);
            if (draining()) {
                synchronized (lock) {
                    lock.notifyAll();
                }
            }
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("could not close a connection", e);
        }
    }
}
