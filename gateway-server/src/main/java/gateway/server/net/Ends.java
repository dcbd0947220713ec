package gateway.server.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/**
 * The two ends of a connection.
 *
 * @param remote empty where the peer has no address, as over a Unix-domain socket
 */
public record Ends(End local, Optional<End> remote) {
    /** The port of a Unix-domain socket (ENV-11). */
    private static final String UNIX_PORT = "80";

    /**
     * One end as text.
     *
     * @param host an address in numbers, IPv6 without brackets; or a name
     * @param port in digits
     */
    public record End(String host, String port) {
        static End of(InetSocketAddress address) {
            return new End(
                    AddressText.of(address.getAddress()), Integer.toString(address.getPort()));
        }

        @Override
        public String toString() {
            return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        }
    }

    static Ends of(SocketChannel channel, String unixName) throws IOException {
        SocketAddress local = channel.getLocalAddress();
        SocketAddress remote = channel.getRemoteAddress();
        return local instanceof InetSocketAddress here && remote instanceof InetSocketAddress there
                ? new Ends(End.of(here), Optional.of(End.of(there)))
                : new Ends(new End(unixName, UNIX_PORT), Optional.empty());
    }
}
