package gateway.server.net;

import java.io.IOException;

/**
 * The peer closed or reset the connection, was too slow, or the connection was aborted. Expected,
 * so without a stack.
 */
public final class ConnectionLostException extends IOException {
    private static final long serialVersionUID = 1;

    /** Says what happened. */
    public ConnectionLostException(String message) {
        super(message);
    }

    ConnectionLostException(IOException cause) {
        super("the connection is lost: " + cause, cause);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
