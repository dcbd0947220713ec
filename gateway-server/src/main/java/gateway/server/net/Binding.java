package gateway.server.net;

import java.util.Optional;

/**
 * An endpoint and how connections to it begin.
 *
 * @param proxied present if they begin with a PROXY protocol header, ahead of TLS
 * @param tls present if they are under TLS
 */
public record Binding(Endpoint endpoint, Optional<Proxied> proxied, Optional<Tls> tls) {
    /** Checks that they go together. */
    public Binding {
        if (tls.isPresent() && endpoint instanceof Endpoint.Unix) {
            throw new IllegalArgumentException(
                    "there is no TLS over Unix-domain sockets: " + endpoint);
        }
    }

    /** Without the PROXY protocol. */
    public Binding(Endpoint endpoint, Optional<Tls> tls) {
        this(endpoint, Optional.empty(), tls);
    }

    /** Without TLS. */
    public static Binding plain(Endpoint endpoint) {
        return new Binding(endpoint, Optional.empty());
    }

    /** The same behind a proxy. */
    public Binding behind(Proxied proxy) {
        return new Binding(endpoint, Optional.of(proxy), tls);
    }
}
