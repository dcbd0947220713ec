package gateway.server.call;

import gateway.api.Application;

/**
 * The surroundings in which application code runs: its own class loader is the thread's, because
 * libraries look up resources and services through it.
 */
public final class ApplicationContext {
    /** Application code that may throw anything. */
    @FunctionalInterface
    public interface Action {
        /** Runs it. */
        void run() throws Exception;
    }

    private ApplicationContext() {}

    /** Runs {@code action} on this thread as code of {@code application}. */
    public static void run(Application application, Action action) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader(application));
        try {
            action.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    static ClassLoader loader(Application application) {
        if (application instanceof Surrounded surrounded) {
            return loader(surrounded.innermost());
        }
        ClassLoader loader = application.getClass().getClassLoader();
        return loader == null ? ClassLoader.getSystemClassLoader() : loader;
    }
}
