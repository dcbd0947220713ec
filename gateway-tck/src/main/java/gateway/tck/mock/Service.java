package gateway.tck.mock;

import gateway.api.Application;
import gateway.tck.subject.Variant;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** What all requests of one server share. */
final class Service {
    /** Octets that a request body may have. */
    static final long BODY_LIMIT = 1 << 20;

    private static final Map<String, String> SETTINGS = Map.of("tck.colour", "blue");

    private final Application application;
    private final Variant variant;
    private final MockLog log = new MockLog();
    private final Semaphore permit = new Semaphore(1);
    private final Set<Running> running = ConcurrentHashMap.newKeySet();

    Service(Application application, Variant variant) {
        this.application = application;
        this.variant = variant;
    }

    Application application() {
        return application;
    }

    ClassLoader loader() {
        return application.getClass().getClassLoader();
    }

    Variant variant() {
        return variant;
    }

    MockLog log() {
        return log;
    }

    Set<Running> running() {
        return running;
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
}
