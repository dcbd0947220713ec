package gateway.server.ops;

import gateway.server.http.Exchange;
import gateway.server.http.HttpConnection;
import gateway.server.http.HttpSettings;
import gateway.server.net.Admission;
import gateway.server.net.BindFailedException;
import gateway.server.net.Binding;
import gateway.server.net.Endpoint;
import gateway.server.net.ServerListener;
import gateway.server.net.SocketServer;
import gateway.server.net.WhenFull;

import java.time.Duration;
import java.util.List;

/**
 * A server beside the server, on platform threads: it answers also where requests keep all
 * processors of the virtual ones busy.
 */
public final class AdminListener implements AutoCloseable {
    /** Enough for all who ask at once; each connection has one answer. */
    private static final int CONNECTIONS = 32;

    private static final Duration GRACE = Duration.ofMillis(500);

    private final SocketServer server;

    private AdminListener(SocketServer server) {
        this.server = server;
    }

    /**
     * Answers from now on.
     *
     * @throws BindFailedException if the endpoint cannot be bound
     */
    static AdminListener open(Endpoint endpoint, Exchange pages) throws BindFailedException {
        SocketServer server =
                new SocketServer(
                        List.of(Binding.plain(endpoint)),
                        Admission.DEFAULT.withConnections(CONNECTIONS, WhenFull.REFUSE),
                        HttpConnection.handler(pages, HttpSettings.DEFAULT),
                        ServerListener.NONE,
                        task -> Thread.ofPlatform().daemon().name("gateway-admin").unstarted(task));
        server.start();
        return new AdminListener(server);
    }

    /** Where it listens, with the port that was chosen. */
    public Endpoint endpoint() {
        return server.endpoints().getFirst();
    }

    @Override
    public void close() {
        server.stop(GRACE);
    }
}
