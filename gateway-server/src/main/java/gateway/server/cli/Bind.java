package gateway.server.cli;

import gateway.server.net.Endpoint;

/**
 * A word after {@code --bind}.
 *
 * @param proxied whether connections begin with a PROXY protocol header
 */
record Bind(boolean proxied, Endpoint endpoint) {
    private static final String PROXY = "proxy:";

    /**
     * Reads an endpoint, with {@code proxy:} before it if it is behind a proxy that says so.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    static Bind parse(String text) {
        boolean proxied = text.startsWith(PROXY);
        return new Bind(proxied, Endpoint.parse(proxied ? text.substring(PROXY.length()) : text));
    }
}
