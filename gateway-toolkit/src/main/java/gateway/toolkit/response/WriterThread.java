package gateway.toolkit.response;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;

/** Starts a virtual thread where the Java runtime has them (21 and later), else a platform one. */
final class WriterThread {
    private static final Optional<Method> VIRTUAL = virtual();

    private WriterThread() {}

    static Thread start(Runnable code) {
        if (VIRTUAL.isPresent()) {
            try {
                return (Thread) VIRTUAL.get().invoke(null, code);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("no virtual thread", e);
            }
        }
        Thread thread = new Thread(code, "gateway-body-writer");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static Optional<Method> virtual() {
        // A preview of 19 and 20 has the method too, and refuses to be called.
        if (Runtime.version().feature() < 21) {
            return Optional.empty();
        }
        try {
            return Optional.of(Thread.class.getMethod("startVirtualThread", Runnable.class));
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
    }
}
