package gateway.conformance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Whether this machine has a loopback address of IPv6; not every container has. */
public final class Ipv6 {
    private Ipv6() {}

    /** Tries to listen there. */
    public static boolean isHere() {
        byte[] address = new byte[16];
        address[15] = 1;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(address))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
