package gateway.sample.chat.connection;

import java.lang.reflect.InvocationTargetException;

/** Starts a virtual thread where the Java runtime has them (21 and later), else a platform one. */
final class WriterThread {
    private WriterThread() {}

    static Thread start(Runnable code) {
        try {
            if (Runtime.version().feature() >= 21) {
                return (Thread)
                        Thread.class
                                .getMethod("startVirtualThread", Runnable.class)
                                .invoke(null, code);
            }
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("no virtual thread", e);
        }
        Thread thread = new Thread(code, "websocket-writer");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
