package gateway.server.cli;

import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Signals of the operating system. A shutdown hook would not do: after TERM the JVM then exits with
 * 143 whatever happens. {@code sun.misc.Signal} is reached by reflection because the compiler warns
 * of it, unconditionally.
 */
final class Signals {
    private Signals() {}

    /**
     * Has Java make what {@link #on} takes: 10 ms of a start, for which another thread may have
     * time. Needs no logger, and handles nothing yet.
     */
    static void prepare() {
        try {
            Means.MADE.handle(null, () -> {});
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            // There is no such signal, as it must be; anything else is found again when it matters.
        }
    }

    /** Runs {@code action} on a thread of its own at each {@code name}, such as {@code "TERM"}. */
    static void on(String name, Runnable action) {
        try {
            Means.MADE.handle(Means.MADE.signal(name), action);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            LoggerFactory.getLogger(Signals.class)
                    .warn("signal {} is not handled here: {}", name, e.toString());
        }
    }

    /** Sends this process a signal. */
    static void raise(String name) {
        try {
            Means.MADE.raise.invoke(null, Means.MADE.signal(name));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Means(Class<?> handler, Constructor<?> named, Method handle, Method raise) {
        static final Means MADE = of();

        private static Means of() {
            try {
                Class<?> signal = Class.forName("sun.misc.Signal");
                Class<?> handler = Class.forName("sun.misc.SignalHandler");
                return new Means(
                        handler,
                        signal.getConstructor(String.class),
                        signal.getMethod("handle", signal, handler),
                        signal.getMethod("raise", signal));
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        Object signal(String name) throws ReflectiveOperationException {
            return named.newInstance(name);
        }

        void handle(@Nullable Object signal, Runnable action) throws ReflectiveOperationException {
            InvocationHandler invocations =
                    (proxy, method, arguments) ->
                            switch (method.getName()) {
                                case "handle" -> {
                                    action.run();
                                    yield null;
                                }
                                case "equals" -> same(proxy, arguments[0]);
                                case "hashCode" -> System.identityHashCode(proxy);
                                default -> "on a signal";
                            };
            handle.invoke(
                    null,
                    signal,
                    Proxy.newProxyInstance(
                            Signals.class.getClassLoader(), new Class<?>[] {handler}, invocations));
        }

        @SuppressWarnings("ReferenceEquality") // A proxy equals itself alone.
        private static boolean same(Object one, Object other) {
            return one == other;
        }
    }
}
