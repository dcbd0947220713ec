package gateway.conformance;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** A port for a server that cannot say which one the system chose. */
final class FreePort {
    // Below those that the system gives to clients, which could take it while nobody listens.
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 30_000;

    private FreePort() {}

    /** Chooses one at which nobody listens on 127.0.0.1. */
    static int choose() throws IOException {
        for (int attempts = 0; attempts < 100; attempts++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            try (ServerSocket socket =
                    new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // The next one, then.
            }
        }
        throw new IOException("no free port from " + LOWEST + " to " + HIGHEST);
    }
}
