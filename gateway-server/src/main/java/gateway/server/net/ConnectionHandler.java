package gateway.server.net;

import java.io.IOException;

/**
 * What a server does with each connection; called on a thread of its own, which owns the connection
 * until it returns.
 */
@FunctionalInterface
public interface ConnectionHandler {
    /**
     * Serves one connection, which is closed afterwards if it is not yet.
     *
     * @throws IOException if the peer is gone or the connection was aborted
     */
    void handle(Connection connection) throws IOException;

    /** What a connection that is one too many is told, under {@link WhenFull#REFUSE}. */
    default byte[] refusal() {
        return new byte[0];
    }
}
