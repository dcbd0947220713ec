package gateway.server.net;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.BindException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Accepts connections and handles each on a virtual thread of its own, until it is stopped.
 *
 * <pre>
 *   BOUND ──start──→ ACCEPTING ──drain──→ DRAINING ──nothing runs────────────────────────→ STOPPED
 *                                            └──the grace is over, or abort──→ ABORTING ──→ ┘
 * </pre>
 *
 * <p>DRAINING: what the system has completed is accepted, then nothing any more; what is running
 * goes on to its end, and a connection that waits for a request is closed after a short silence:
 * its peer may have one under way, which it may not send again.
 *
 * <p>ABORTING: sockets are closed and threads interrupted, and nothing is waited for longer than
 * {@link #ABORT}.
 */
public final class SocketServer {
    private static final Logger LOG = LoggerFactory.getLogger(SocketServer.class);

    /** Enough for a handler to notice that its socket is closed and its thread interrupted. */
    private static final Duration ABORT = Duration.ofSeconds(2);

    /** The same where somebody has asked for the abort, and waits. */
    private static final Duration ABORT_NOW = Duration.ofMillis(500);

    private enum State {
        BOUND,
        ACCEPTING,
        DRAINING,
        ABORTING,
        STOPPED
    }

    private final ConnectionHandler handler;
    private final ServerListener events;
    private final Surplus surplus;
    private final Farewell farewell;
    private final AtomicBoolean toldStopping = new AtomicBoolean();
    private final ThreadFactory owners;
    private final CoarseClock clock = new CoarseClock();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final List<Listener> listeners = new ArrayList<>();
    private final Reaper reaper = new Reaper(connections, clock);
    private final Introduction introduction = new Introduction();
    private final Gate served;
    private final Gate refused = new Gate(Doorkeeper.REFUSALS);
    private final Object lock = new Object();
    private final List<String> aborted = new ArrayList<>(); // Guarded by lock.
    private boolean stopCalled; // Guarded by lock.
    private volatile State state = State.BOUND;

    /**
     * Binds all endpoints, or none.
     *
     * @throws BindFailedException if one cannot be bound
     */
    public SocketServer(List<Binding> bindings, Admission admission, ConnectionHandler handler)
            throws BindFailedException {
        this(bindings, admission, handler, ServerListener.NONE, Thread.ofVirtual()::unstarted);
    }

    /**
     * As {@link #SocketServer(List, Admission, ConnectionHandler)}.
     *
     * @param events told of what happens
     * @param owners makes the thread of each connection, unstarted
     */
    public SocketServer(
            List<Binding> bindings,
            Admission admission,
            ConnectionHandler handler,
            ServerListener events,
            ThreadFactory owners)
            throws BindFailedException {
        this.handler = handler;
        this.events = events;
        this.surplus = new Surplus(handler, events);
        this.farewell = new Farewell(events);
        this.owners = owners;
        this.served = new Gate(admission.connections());
        for (Binding binding : bindings) {
            try {
                Polling.prepare();
                Doorkeeper entrance =
                        new Doorkeeper(
                                served,
                                refused,
                                admission.whenFull(),
                                (channel, gate) -> open(channel, binding, gate),
                                channel -> surplus.turnAway(channel, binding));
                Listener listener = new Listener(binding.endpoint(), admission, entrance);
                listeners.add(listener);
                if (binding.tls().isPresent()
                        && !(listener.endpoint() instanceof Endpoint.Tcp)) { // As systemd has it.
                    throw new BindException("there is no TLS over Unix-domain sockets");
                }
            } catch (IOException | RuntimeException e) {
                closeListeners();
                throw new BindFailedException(binding.endpoint(), e);
            }
        }
    }

    /** Where it really listens, in the order of the bindings: with the ports that were chosen. */
    public List<Endpoint> endpoints() {
        return listeners.stream().map(Listener::endpoint).toList();
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
        events.started(census());
    }

    /** A look at its connections. */
    public Census census() {
        return new Census(connections, clock);
    }

    /**
     * Says that a stop begins, and accepts for {@code delay} more: whoever asks whether it is ready
     * has the time to send its requests elsewhere. Ends early with {@link #abort}.
     */
    public void announceStop(Duration delay) {
        tellStopping();
        long end = System.nanoTime() + delay.toNanos();
        synchronized (lock) {
            for (long left = delay.toMillis(); left > 0 && state == State.ACCEPTING; ) {
                try {
                    lock.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
                left = (end - System.nanoTime()) / 1_000_000;
            }
        }
    }

    /**
     * Stops accepting; what is running goes on. Returns when the listeners are closed.
     *
     * @return what is running: the text of what each connection has begun
     */
    public List<String> drain() {
        tellStopping();
        synchronized (lock) {
            if (state == State.BOUND || state == State.ACCEPTING) {
                state = State.DRAINING;
            }
        }
        served.open();
        refused.open();
        closeListeners();
        reaper.drain();
        if (state == State.ABORTING) {
            abort(); // What was accepted meanwhile.
        }
        return running();
    }

    /**
     * Drains, waits for the running handlers, and aborts those that are left after {@code grace}.
     * Returns as soon as nothing is running, and at most 2 s after the grace; a call while another
     * one is waiting waits with it. An interrupt ends the grace.
     *
     * @return what was aborted: the text of what each connection had begun
     */
    public List<String> stop(Duration grace) {
        synchronized (lock) {
            if (stopCalled) {
                awaitStopped();
                return List.of();
            }
            stopCalled = true;
        }
        drain();
        boolean interrupted = false;
        if (!awaitEmpty(grace, State.DRAINING)) {
            interrupted = Thread.interrupted();
            boolean asked = state == State.ABORTING;
            abort();
            if (!awaitEmpty(asked ? ABORT_NOW : ABORT, State.ABORTING)) {
                LOG.warn("{} handlers do not end although they were aborted", connections.size());
            }
        }
        reaper.stop();
        events.stopped();
        synchronized (lock) {
            state = State.STOPPED;
            lock.notifyAll();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return List.copyOf(aborted);
        }
    }

    /**
     * Aborts every running handler now: sockets are closed and threads interrupted. Ends the grace
     * of a {@link #stop} that is waiting, and of one to come.
     */
    public void abort() {
        synchronized (lock) {
            if (state == State.STOPPED) {
                return;
            }
            state = State.ABORTING;
            for (Connection connection : connections) {
                if (!connection.lost()) {
                    if (connection.task().isUnderWay()) {
                        aborted.add(connection.task().toString());
                    }
                }
                connection.watch().abort();
            }
            lock.notifyAll();
        }
    }

    /** How many connections are open. */
    public int open() {
        return connections.size();
    }

    /** The text of what each connection has begun. */
    public List<String> running() {
        return connections.stream()
                .map(Connection::task)
                .filter(Task::isUnderWay)
                .map(Task::toString)
                .toList();
    }

    private void tellStopping() {
        if (toldStopping.compareAndSet(false, true)) {
            events.stopping();
        }
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

    /**
     * False once the limit is over, the state is no longer {@code during}, or with the thread's
     * interrupt status set.
     */
    private boolean awaitEmpty(Duration limit, State during) {
        return MonitorWait.until(lock, limit, connections::isEmpty, () -> state != during);
    }

    private void closeListeners() {
        synchronized (listeners) {
            for (Listener listener : listeners) {
                try {
                    listener.stop();
                } catch (IOException e) {
                    LOG.warn("could not close a listener", e);
                }
            }
        }
    }

    private void open(SocketChannel channel, Binding binding, Gate gate) {
        // The task needs its thread and the thread its task.
        AtomicReference<@Nullable Connection> opened = new AtomicReference<>();
        boolean started = false;
        try {
            prepare(channel);
            Thread owner = owners.newThread(() -> handle(requireNonNull(opened.get()), gate));
            Connection connection = new Connection(channel, binding, clock, this::draining, owner);
            opened.set(connection);
            connections.add(connection);
            owner.start();
            started = true;
        } catch (IOException e) {
            LOG.debug("a connection was gone before it was handled", e);
        } finally {
            if (!started) { // Out of memory, say.
                Connection connection = opened.get();
                if (connection != null) {
                    connections.remove(connection);
                }
                close(channel);
                gate.leave();
            }
        }
    }

    /** A peer that vanishes is found out some day, also where nothing is sent to it. */
    static void prepare(SocketChannel channel) throws IOException {
        Set<SocketOption<?>> options = channel.supportedOptions();
        if (options.contains(StandardSocketOptions.TCP_NODELAY)) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        }
    }

    private void handle(Connection connection, Gate gate) {
        boolean whole = false;
        try {
            if (gate == refused) {
                surplus.refuse(connection);
            } else {
                events.opened(connection);
                serve(connection);
            }
            whole = true;
        } catch (IOException e) {
            LOG.debug("connection ended: {}", e.toString());
        } catch (Throwable e) {
            LOG.error("a connection's handler failed", e);
        } finally {
            try {
                farewell.end(connection, whole, gate != refused);
            } finally {
                connections.remove(connection);
                gate.leave();
                if (draining()) {
                    synchronized (lock) {
                        lock.notifyAll();
                    }
                }
            }
        }
    }

    private void serve(Connection connection) throws IOException {
        if (introduction.admits(connection)) {
            handler.handle(connection);
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
