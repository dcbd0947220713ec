package gateway.server.net;

/**
 * What a {@link RequestServer} does with one request: {@code setup}, {@code handle}, {@code
 * finish}, on one thread. Each request has a handler of its own, so it may keep state.
 *
 * <p>What one of them throws, the server's {@link RequestServer#handleError} is told.
 *
 * @param <R> the kind of requests
 */
@FunctionalInterface
public interface RequestHandler<R extends SocketRequest> {
    /** Comes before {@link #handle}; if it throws, neither that nor {@link #finish} follows. */
    default void setup(R request) throws Exception {}

    /** Does all that the request asks for. */
    void handle(R request) throws Exception;

    /** Comes after {@link #handle}, even if that has thrown. */
    default void finish(R request) throws Exception {}
}
