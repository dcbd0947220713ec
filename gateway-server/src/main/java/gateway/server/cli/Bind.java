package gateway.server.cli;

import gateway.server.net.Endpoint;

/**
 * A word after {@code --bind}.
 *
 * @param proxied whether connections begin with a PROXY protocol header
 * @param tls whether they are under TLS
 */
record Bind(boolean proxied, boolean tls, Endpoint endpoint) {
    private static final String PROXY = "proxy:";
    private static final String TLS = "tls:";

    /** Checks that they go together. */
    Bind {
        if (tls && endpoint instanceof Endpoint.Unix) {
            throw new IllegalArgumentException("there is no TLS over Unix-domain sockets");
        }
    }

    /**
     * Reads an endpoint, with {@code proxy:} and {@code tls:} before it, in this order, if its
     * connections begin so.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    static Bind parse(String text) {
        boolean proxied = text.startsWith(PROXY);
        String rest = proxied ? text.substring(PROXY.length()) : text;
        boolean tls = rest.startsWith(TLS);
        return new Bind(proxied, tls, Endpoint.parse(tls ? rest.substring(TLS.length()) : rest));
    }
}
