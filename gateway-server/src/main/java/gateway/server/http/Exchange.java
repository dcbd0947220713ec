package gateway.server.http;

import java.io.IOException;

/** Whoever answers requests. */
@FunctionalInterface
public interface Exchange {
    /**
     * Answers one request, on the connection's thread: when this returns, the response is finished
     * or aborted.
     *
     * @throws IOException if the client is gone
     */
    void answer(Request request, ResponseWriter response) throws IOException;

    /** Called once after the last answer. */
    default void close() {}
}
