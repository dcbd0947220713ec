package gateway.server.net;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Waits at a socket for requests, whatever is spoken there, and has each handled, until it is shut
 * down. What {@code socketserver.BaseServer} is to Python; {@link SocketServer}, with deadlines and
 * draining, is what HTTP stands on.
 *
 * <pre>
 *   serveForever:  wait ──→ take ──→ verifyRequest ──true──→ setup, handle, finish ──→ close
 *                   ↑                      └────false──────────────────────────────────→ ┘
 *                   └── serviceActions ←─┘                (on the threads of RequestThreads)
 * </pre>
 *
 * <p>Subclasses override the hooks: {@link #verifyRequest}, {@link #handleError}, {@link
 * #serviceActions}.
 *
 * @param <R> the kind of requests
 */
public abstract class RequestServer<R extends SocketRequest> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RequestServer.class);

    /** Out of descriptors, say: long enough not to spin, short enough not to be felt. */
    private static final long PAUSE_AFTER_FAILURE_NANOS = 100_000_000;

    /** Enough for a handler to notice that its thread is interrupted. */
    private static final Duration ABORT = Duration.ofSeconds(2);

    private static final Duration FOREVER = Duration.ofDays(365);

    /**
     * From the begin of {@link #serveForever} to its end.
     *
     * @param slots for requests that are being handled; a stop adds one, which wakes who waits
     */
    private record Run(Thread thread, Semaphore slots) {}

    private final Closeable socket;
    private final Selector selector;
    private final RequestThreads threads;
    private final Optional<ExecutorService> executor;
    private final Supplier<? extends RequestHandler<? super R>> handlers;
    private final Set<Thread> handling = new HashSet<>(); // Guarded by lock.
    private final Object lock = new Object();
    private @Nullable Run run; // Guarded by lock.
    private int handled; // Requests that have a thread, or will. Guarded by lock.
    private boolean closed; // Guarded by lock.
    private volatile boolean aborting; // Written with the lock.
    private volatile boolean stopping; // Written under lock.

    /**
     * Takes over a socket that is bound.
     *
     * @param channel accepts, or receives; it becomes non-blocking
     * @param socket closes what is to be closed at the end
     * @param handlers makes a handler for each request
     */
    RequestServer(
            SelectableChannel channel,
            Closeable socket,
            RequestThreads threads,
            Supplier<? extends RequestHandler<? super R>> handlers)
            throws IOException {
        this.socket = socket;
        this.threads = threads;
        this.handlers = handlers;
        try {
            channel.configureBlocking(false);
            // Not every channel is one of the system's own provider.
            selector = channel.provider().openSelector();
            channel.register(
                    selector, channel.validOps() & (SelectionKey.OP_ACCEPT | SelectionKey.OP_READ));
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
        executor = threads.executor();
    }

    /** Takes a request without waiting; empty if none is there after all. */
    abstract Optional<R> take() throws IOException;

    /**
     * Whether a request is handled; else it is closed. Called on the thread that serves.
     *
     * @return true, unless overridden
     */
    protected boolean verifyRequest(R request) throws Exception {
        return true;
    }

    /**
     * Told of an exception that a handler, or {@link #verifyRequest}, has thrown, before the
     * request is closed. Logs it, unless overridden, and the server goes on. An {@link Error} is
     * not an exception: it ends the thread.
     */
    protected void handleError(R request, Exception error) {
        if (aborting) {
            LOG.info("a request from {} was aborted: {}", request.client(), error.toString());
        } else {
            LOG.error("a request from {} failed", request.client(), error);
        }
    }

    /** Called between two requests on the thread that serves; does nothing, unless overridden. */
    protected void serviceActions() {}

    /**
     * Serves until {@link #shutdown}, {@link #close}, or an interrupt. After a shutdown it can
     * serve again; once it is closed it returns at once.
     *
     * @throws IllegalStateException if another thread serves
     */
    public void serveForever() throws IOException {
        serveForever(Duration.ZERO);
    }

    /**
     * The same, with {@link #serviceActions} at least as often as said.
     *
     * @param interval in whole milliseconds; 0 waits for room and a request, however long that
     *     takes
     */
    public void serveForever(Duration interval) throws IOException {
        Run own = begin();
        try {
            while (!stopping && !Thread.currentThread().isInterrupted()) {
                if (awaitRoom(own.slots, interval.toMillis())) {
                    serveOne(interval.toMillis(), own.slots);
                }
                serviceActions();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    /**
     * Waits for one request and has it handled.
     *
     * @param limit how long it waits, in whole milliseconds, at least 1
     * @return false if none came, or the server was stopped
     * @throws IllegalStateException if another thread serves
     */
    public boolean handleRequest(Duration limit) throws IOException {
        Run own = begin();
        try {
            own.slots.acquire();
            return serveOne(Math.max(1, limit.toMillis()), own.slots);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            end();
        }
    }

    /**
     * Ends {@link #serveForever}, and returns when it has ended: after the request that is being
     * handled, if they are handled one at a time. Where nobody serves yet, the next call of it ends
     * at once, so that a thread that has just been started is stopped as well.
     *
     * @throws IllegalStateException on the thread that serves, which would wait for itself
     */
    public void shutdown() {
        synchronized (lock) {
            Run stopped = run;
            if (stopped != null && stopped.thread.equals(Thread.currentThread())) {
                throw new IllegalStateException("a shutdown from the thread that serves");
            }
            stop();
            boolean interrupted = false;
            while (stopped != null && stopped.equals(run)) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** How many requests are being handled. */
    public int handling() {
        synchronized (lock) {
            return handled;
        }
    }

    /** Closes the socket, ends {@link #serveForever}, and waits until all handlers have ended. */
    @Override
    public void close() throws IOException {
        close(FOREVER);
    }

    /**
     * The same, but interrupts those handlers that have not ended in time, which closes the
     * connection of one that reads or writes; then it waits for 2 s at the most.
     */
    public void close(Duration grace) throws IOException {
        boolean first;
        synchronized (lock) {
            first = !closed;
            closed = true;
            stop();
        }
        if (first) {
            socket.close();
        }
        if (!awaitEnd(grace)) {
            synchronized (lock) {
                aborting = true;
                handling.forEach(Thread::interrupt);
            }
            if (!awaitEnd(ABORT)) {
                LOG.warn("{} handlers do not end although they were interrupted", handling());
            }
        }
        executor.ifPresent(ExecutorService::shutdown);
        selector.close();
    }

    private Run begin() {
        synchronized (lock) {
            if (run != null) {
                throw new IllegalStateException("another thread serves");
            }
            Run begun = new Run(Thread.currentThread(), new Semaphore(threads.atATime()));
            run = begun;
            return begun;
        }
    }

    private void end() {
        synchronized (lock) {
            run = null;
            stopping = closed;
            lock.notifyAll();
        }
    }

    /** With the lock. */
    private void stop() {
        stopping = true;
        selector.wakeup();
        if (run != null) {
            run.slots.release();
        }
    }

    /** Waits until nobody serves and nothing is handled, but for the caller's own request. */
    private boolean awaitEnd(Duration limit) {
        return MonitorWait.until(lock, limit, () -> !isBusy(), () -> false);
    }

    /** With the lock. */
    private boolean isBusy() {
        Thread self = Thread.currentThread();
        return (run != null && !run.thread.equals(self))
                || handled > (handling.contains(self) ? 1 : 0);
    }

    private static boolean awaitRoom(Semaphore slots, long millis) throws InterruptedException {
        if (millis > 0) {
            return slots.tryAcquire(millis, TimeUnit.MILLISECONDS);
        }
        slots.acquire();
        return true;
    }

    /** Gives the slot back, at once or when the request has been handled. */
    private boolean serveOne(long millis, Semaphore slots) throws IOException {
        Optional<R> taken = Optional.empty();
        boolean passedOn = false;
        try {
            if (!stopping) {
                selector.select(millis);
                selector.selectedKeys().clear();
                taken = stopping ? taken : takeOrPause();
            }
            if (taken.isPresent() && isWanted(taken.get())) {
                passedOn = true;
                passOn(taken.get(), slots);
            }
        } finally {
            if (!passedOn) {
                taken.ifPresent(this::release);
                slots.release();
            }
        }
        return taken.isPresent();
    }

    private Optional<R> takeOrPause() {
        try {
            return take();
        } catch (IOException e) {
            if (!stopping) {
                LOG.warn("cannot take a request, and tries again: {}", e.toString());
                LockSupport.parkNanos(PAUSE_AFTER_FAILURE_NANOS);
            }
            return Optional.empty();
        }
    }

    private boolean isWanted(R request) {
        try {
            return verifyRequest(request);
        } catch (Exception e) {
            handleError(request, e);
            return false;
        }
    }

    private void passOn(R request, Semaphore slots) {
        synchronized (lock) {
            handled++;
        }
        if (executor.isEmpty()) {
            handle(request, slots);
            return;
        }
        try {
            executor.get().execute(() -> handle(request, slots));
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            handleError(request, new RejectedExecutionException("no thread for a request", e));
            end(request, slots);
        }
    }

    private void handle(R request, Semaphore slots) {
        synchronized (lock) {
            handling.add(Thread.currentThread());
            if (aborting) {
                Thread.currentThread().interrupt();
            }
        }
        try {
            RequestHandler<? super R> handler = handlers.get();
            handler.setup(request);
            try {
                handler.handle(request);
            } finally {
                handler.finish(request);
            }
        } catch (Exception e) {
            handleError(request, e);
        } finally {
            end(request, slots);
        }
    }

    private void end(R request, Semaphore slots) {
        release(request);
        slots.release();
        synchronized (lock) {
            handled--;
            handling.remove(Thread.currentThread());
            lock.notifyAll();
        }
    }

    private void release(R request) {
        try {
            request.close();
        } catch (IOException e) {
            LOG.debug("could not close a request", e);
        }
    }
}
