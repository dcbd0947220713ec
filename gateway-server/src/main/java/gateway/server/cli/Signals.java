package gateway.server.cli;

import org.slf4j.LoggerFactory;

/**
 * Signals of the operating system. A shutdown hook would not do: after TERM the JVM then exits with
 * 143 whatever happens.
 */
final class Signals {
    private Signals() {}

    /** Runs {@code action} on a thread of its own at each {@code name}, such as {@code "TERM"}. */
    static void on(String name, Runnable action) {
        try {
            sun.misc.Signal.handle(new sun.misc.Signal(name), signal -> action.run());
        } catch (IllegalArgumentException e) { // Unknown here, or the VM's own.
            LoggerFactory.getLogger(Signals.class)
                    .warn("signal {} is not handled here: {}", name, e.toString());
        }
    }

    /** Sends this process a signal. */
    static void raise(String name) {
        sun.misc.Signal.raise(new sun.misc.Signal(name));
    }
}
