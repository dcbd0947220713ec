package gateway.server.net;

import java.util.Optional;

/**
 * Told of what becomes of a server and its connections. Its methods throw nothing, and those about
 * connections return at once: the connection waits for them.
 */
public interface ServerListener {
    /** Nobody listens. */
    ServerListener NONE = new ServerListener() {};

    /**
     * Connections are accepted from now on.
     *
     * @param census a look at them
     */
    default void started(Census census) {}

    /** A stop begins; connections are still accepted. */
    default void stopping() {}

    /** No handler is waited for any more. */
    default void stopped() {}

    /** One was accepted, to be served; on its own thread. */
    default void opened(Connection connection) {}

    /**
     * One that was opened is closed; on its own thread.
     *
     * @param cut the deadline that its peer has missed, or the first of them
     */
    default void closed(Connection connection, Optional<Cut> cut) {}

    /** One was not served, because there was no room. */
    default void turnedAway() {}
}
