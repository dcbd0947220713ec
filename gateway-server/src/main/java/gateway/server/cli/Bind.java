package gateway.server.cli;

import gateway.server.net.Endpoint;

/** A word after {@code --bind}. */
record Bind(boolean tls, Endpoint endpoint) {
    private static final String TLS = "tls:";

    /**
     * Reads an endpoint, with {@code tls:} before it if it is one of TLS.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    static Bind parse(String text) {
        boolean tls = text.startsWith(TLS);
        return new Bind(tls, Endpoint.parse(tls ? text.substring(TLS.length()) : text));
    }
}
