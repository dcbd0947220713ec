package gateway.tck.mock;

import gateway.api.Application;
import gateway.api.Lifecycle;
import gateway.tck.http.Client;
import gateway.tck.subject.Capability;
import gateway.tck.subject.Options;
import gateway.tck.subject.Starter;
import gateway.tck.subject.Subject;
import gateway.tck.subject.Variant;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A server without sockets: requests and responses are objects, everything between them is the law.
 * It shows that the cases hold for more than one server, and lets applications be tested alone.
 */
public final class InProcess implements Subject {
    private static final long BODY_LIMIT = 1 << 20;
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Map<String, String> SETTINGS = Map.of("tck.colour", "blue");

    private final Application application;
    private final Variant variant;
    private final MockLog log = new MockLog();
    private final Semaphore permit = new Semaphore(1);
    private final Set<InProcessClient.Running> running = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean stopping = new AtomicBoolean();

    private InProcess(Application application, Variant variant) {
        this.application = application;
        this.variant = variant;
    }

    /** Starts it with an application. */
    public static InProcess start(Application application, Variant variant) throws Exception {
        InProcess server = new InProcess(application, variant);
        if (application instanceof Lifecycle lifecycle) {
            server.within(() -> lifecycle.start(server.settings()));
        }
        return server;
    }

    /** Starts it in every variant. */
    public static Starter starter() {
        return (application, variant) -> Optional.of(start(application, variant));
    }

    @Override
    public Client connect() throws IOException {
        if (stopping.get()) {
            throw new IOException("refused: the server has stopped");
        }
        return new InProcessClient(this);
    }

    @Override
    public Optional<InetSocketAddress> address() {
        return Optional.empty();
    }

    @Override
    public Options options() {
        return Options.DEFAULT
                .claiming(EnumSet.allOf(Capability.class))
                .limiting(BODY_LIMIT)
                .logging(log::text)
                .waiting(GRACE)
                .running(variant == Variant.SERIAL ? 1 : 64);
    }

    @Override
    public void close() throws IOException {
        if (!stopping.compareAndSet(false, true)) {
            return;
        }
        try {
            awaitRunning();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (application instanceof Lifecycle lifecycle) {
            try {
                within(lifecycle::stop);
            } catch (Exception e) {
                log.failure("LIFE-2: stop failed", e);
            }
        }
    }

    private void awaitRunning() throws InterruptedException {
        long deadline = System.nanoTime() + GRACE.toNanos();
        for (InProcessClient.Running one : running) {
            one.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        }
        for (InProcessClient.Running one : running) {
            one.abort();
            one.join(GRACE.toMillis());
        }
    }

    Application application() {
        return application;
    }

    Variant variant() {
        return variant;
    }

    MockLog log() {
        return log;
    }

    Set<InProcessClient.Running> running() {
        return running;
    }

    long bodyLimit() {
        return BODY_LIMIT;
    }

    Map<String, String> settings() {
        return variant == Variant.CONFIGURED ? SETTINGS : Map.of();
    }

    /** Runs something as THR-6 asks, if this variant does. */
    void serially(Runnable action) {
        if (variant != Variant.SERIAL) {
            action.run();
            return;
        }
        permit.acquireUninterruptibly();
        try {
            action.run();
        } finally {
            permit.release();
        }
    }

    private interface Action {
        void run() throws Exception;
    }

    private void within(Action action) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(application.getClass().getClassLoader());
        try {
            action.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
