package gateway.server.cli;

import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Signals of the operating system. A shutdown hook would not do: after TERM the JVM then exits with
 * 143 whatever happens. {@code sun.misc.Signal} is reached by reflection because the compiler warns
 * of it, unconditionally.
 */
final class Signals {
    private Signals() {}

    /**
     * Has the JDK make the classes that {@link #on} takes: 10 ms of a start, for which another
     * thread may have time. Needs no logger.
     */
    static void prepare() {
        try {
            handle(null, () -> {});
        } catch (ReflectiveOperationException | RuntimeException e) {
            // No signal is refused, and so nothing is handled yet.
        }
    }

    /** Runs {@code action} on a thread of its own at each {@code name}, such as {@code "TERM"}. */
    static void on(String name, Runnable action) {
        try {
            handle(signal(name), action);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LoggerFactory.getLogger(Signals.class)
                    .warn("signal {} is not handled here: {}", name, e.toString());
        }
    }

    /** Sends this process a signal. */
    static void raise(String name) {
        try {
            type().getMethod("raise", type()).invoke(null, signal(name));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> type() throws ClassNotFoundException {
        return Class.forName("sun.misc.Signal");
    }

    private static Object signal(String name) throws ReflectiveOperationException {
        return type().getConstructor(String.class).newInstance(name);
    }

    private static void handle(@Nullable Object signal, Runnable action)
            throws ReflectiveOperationException {
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        InvocationHandler invocations =
                (proxy, method, arguments) ->
                        switch (method.getName()) {
                            case "handle" -> {
                                action.run();
                                yield null;
                            }
                            case "equals" -> same(proxy, arguments[0]);
                            case "hashCode" -> System.identityHashCode(proxy);
                            default -> "handler of " + signal;
                        };
        Object proxy =
                Proxy.newProxyInstance(
                        Signals.class.getClassLoader(), new Class<?>[] {handler}, invocations);
        type().getMethod("handle", type(), handler).invoke(null, signal, proxy);
    }

    @SuppressWarnings("ReferenceEquality") // A proxy equals itself alone.
    private static boolean same(Object one, Object other) {
        return one == other;
    }
}
