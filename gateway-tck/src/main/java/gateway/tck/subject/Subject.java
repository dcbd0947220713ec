package gateway.tck.subject;

import gateway.tck.http.Client;
import gateway.tck.http.SocketClient;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/** What is tested: something that runs the probe and answers requests. */
public interface Subject extends AutoCloseable {
    /** Opens a connection, or what stands for one. */
    Client connect() throws IOException;

    /** Where raw octets can be sent; empty in process. */
    Optional<InetSocketAddress> address();

    /** Opens a connection over TCP; only where there is an {@link #address}. */
    default SocketClient socket() throws IOException {
        Client client = connect();
        if (client instanceof SocketClient over) {
            return over;
        }
        client.close();
        throw new IllegalStateException("the server has an address, but its clients no socket");
    }

    /** What its author says about it. */
    Options options();

    /** Stops it gracefully, and returns when it has stopped; a second call does nothing. */
    @Override
    void close() throws IOException;
}
