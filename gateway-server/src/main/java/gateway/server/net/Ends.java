package gateway.server.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The two ends of a connection as text: addresses in numbers, IPv6 without brackets, ports in
 * digits.
 */
public record Ends(String localHost, String localPort, String remoteHost, String remotePort) {
    static Ends of(InetSocketAddress local, InetSocketAddress remote) {
        return new Ends(
                text(local.getAddress()),
                Integer.toString(local.getPort()),
                text(remote.getAddress()),
                Integer.toString(remote.getPort()));
    }

    /** Without the scope of a link-local address, which means nothing beyond this machine. */
    private static String text(InetAddress address) {
        String text = address.getHostAddress();
        int scope = address instanceof Inet6Address ? text.indexOf('%') : -1;
        return scope < 0 ? text : text.substring(0, scope);
    }
}
