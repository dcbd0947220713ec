package gateway.server.net;

import java.io.Closeable;
import java.net.SocketAddress;

/** What a {@link RequestServer} hands to its handlers: a connection, or a datagram. */
public interface SocketRequest extends Closeable {
    /** Who has sent it; without a path where a peer at a Unix-domain socket is bound to none. */
    SocketAddress client();
}
