package gateway.server.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Signals of the operating system. A shutdown hook would not do: after TERM the JVM then exits with
 * 143 whatever happens. {@code sun.misc.Signal} is reached by reflection because the compiler warns
 * of it, unconditionally.
 */
final class Signals {
    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    private Signals() {}

    @SuppressWarnings("ReferenceEquality") // A proxy equals itself alone.
    private static boolean same(Object one, Object other) {
        return one == other;
    }

    /** Runs {@code action} on a thread of its own at each {@code name}, such as {@code "TERM"}. */
    static void on(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
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
                                default -> "on " + name;
                            };
            Object proxy =
                    Proxy.newProxyInstance(
                            Signals.class.getClassLoader(), new Class<?>[] {handler}, invocations);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.warn("signal {} is not handled here: {}", name, e.toString());
        }
    }

    /** Sends this process a signal. */
    static void raise(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            signal.getMethod("raise", signal)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
