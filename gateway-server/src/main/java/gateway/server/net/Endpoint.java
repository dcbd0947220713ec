package gateway.server.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * Where a listener binds.
 *
 * @param host a name or an address; IPv6 without brackets
 * @param port 0 to 65535; 0 lets the system choose
 */
public record Endpoint(String host, int port) {
    /** Checks the port's range. */
    public Endpoint {
        if (host.isEmpty()) {
            throw new IllegalArgumentException(
                    "the host is missing; 0.0.0.0 or [::] means all addresses");
        }
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not in 0 to 65535");
        }
    }

    /**
     * Reads {@code HOST:PORT}, with IPv6 addresses in brackets.
     *
     * @throws IllegalArgumentException if it is anything else; the message says what is wrong
     */
    public static Endpoint parse(String text) {
        if (text.contains("://")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is a URI: say HOST:PORT alone, such as 127.0.0.1:8080");
        }
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        String port = colon < 0 ? "" : text.substring(colon + 1);
        if (port.isEmpty()
                || port.length() > 5
                || !port.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080");
        }
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "'" + text + "': an IPv6 address goes in brackets, as in [::1]:8080");
        }
        return new Endpoint(host, Integer.parseInt(port));
    }

    /**
     * The address to bind.
     *
     * @throws UnknownHostException if the host has none
     */
    InetSocketAddress resolve() throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
