package gateway.toolkit.proxy;

/**
 * How many proxies in front write each of the fields X-Forwarded-For, -Proto, -Host, -Port and
 * -Prefix; 0 for a field that none of them writes, and that therefore is the client's.
 */
record XForwarded(int client, int proto, int host, int port, int prefix) {
    static final XForwarded NONE = new XForwarded(0, 0, 0, 0, 0);
    static final XForwarded USUAL = new XForwarded(1, 1, 0, 0, 0);

    XForwarded {
        if (Math.min(client, Math.min(Math.min(proto, host), Math.min(port, prefix))) < 0) {
            throw new IllegalArgumentException("a negative number of proxies");
        }
    }
}
