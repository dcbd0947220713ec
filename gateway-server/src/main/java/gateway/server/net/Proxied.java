package gateway.server.net;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * Each connection begins with a PROXY protocol header, of version 1 or 2, which says between whom
 * it is.
 *
 * @param peers who may say so; all others are closed
 * @param unixPeers whether peers over a Unix-domain socket may: its file's permissions are their
 *     list
 * @param limit within which the header must have come
 */
public record Proxied(List<Cidr> peers, boolean unixPeers, Duration limit) {
    /** Copies what could change. */
    public Proxied {
        peers = List.copyOf(peers);
        if (peers.isEmpty() && !unixPeers) {
            throw new IllegalArgumentException("nobody may send PROXY protocol headers");
        }
    }

    boolean allows(SocketAddress peer) {
        return peer instanceof InetSocketAddress inet
                ? peers.stream().anyMatch(block -> block.contains(inet.getAddress()))
                : unixPeers;
    }
}
