package gateway.toolkit.testing;

/** Hosts that are this machine, which browsers trust without TLS. */
final class Loopback {
    private Loopback() {}

    /** In lower case, an IPv6 address in brackets. */
    static boolean isHost(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("127.0.0.1")
                || host.equals("[::1]");
    }
}
