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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A server without sockets: requests and responses are objects, everything between them is the law.
 * It shows that the cases hold for more than one server, and lets applications be tested alone.
 */
public final class InProcess implements Subject {
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Service service;
    private final AtomicBoolean stopping = new AtomicBoolean();

    private InProcess(Service service) {
        this.service = service;
    }

    /** Starts it with an application. */
    public static InProcess start(Application application, Variant variant) throws Exception {
        InProcess server = new InProcess(new Service(application, variant));
        if (application instanceof Lifecycle lifecycle) {
            server.within(() -> lifecycle.start(server.service.settings()));
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
        return new InProcessClient(service);
    }

    @Override
    public Optional<InetSocketAddress> address() {
        return Optional.empty();
    }

    @Override
    public Options options() {
        return Options.DEFAULT
                .claiming(EnumSet.allOf(Capability.class))
                .limiting(Service.BODY_LIMIT)
                .logging(service.log()::text)
                .waiting(GRACE)
                .running(service.variant() == Variant.SERIAL ? 1 : 64);
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
        if (service.application() instanceof Lifecycle lifecycle) {
            try {
                within(lifecycle::stop);
            } catch (Exception e) {
                service.log().failure("LIFE-2: stop failed", e);
            }
        }
    }

    private void awaitRunning() throws InterruptedException {
        long deadline = System.nanoTime() + GRACE.toNanos();
        for (Running one : service.running()) {
            one.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        }
        for (Running one : service.running()) {
            one.abort();
            one.join(GRACE.toMillis());
        }
    }

    private interface Action {
        void run() throws Exception;
    }

    private void within(Action action) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(service.loader());
        try {
            action.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
