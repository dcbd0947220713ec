package gateway.server.net;

import java.io.IOException;
import java.util.function.Supplier;

/**
 * Serves connections over TCP.
 *
 * <pre>{@code
 * RequestHandler<StreamRequest> echo = request -> request.input().transferTo(request.output());
 * try (var server = new TcpServer(Endpoint.tcp("127.0.0.1", 7000), virtual(), () -> echo)) {
 *     server.serveForever();
 * }
 * }</pre>
 */
public class TcpServer extends StreamServer {
    /**
     * Binds; connections queue from here on.
     *
     * @param endpoint a TCP port
     * @param handlers makes a handler for each connection
     * @throws IOException if it cannot be bound
     */
    public TcpServer(
            Endpoint endpoint,
            RequestThreads threads,
            Supplier<? extends RequestHandler<? super StreamRequest>> handlers)
            throws IOException {
        super(BoundSocket.bind(requireTcp(endpoint), Admission.DEFAULT), threads, handlers);
    }

    private static Endpoint requireTcp(Endpoint endpoint) {
        if (endpoint instanceof Endpoint.Tcp) {
            return endpoint;
        }
        throw new IllegalArgumentException(endpoint + " is not a TCP port");
    }
}
