package gateway.server.net;

import java.util.Optional;

/**
 * An endpoint and how connections to it begin.
 *
 * @param tls present if they are under TLS
 */
public record Binding(Endpoint endpoint, Optional<Tls> tls) {
    /** Without TLS. */
    public static Binding plain(Endpoint endpoint) {
        return new Binding(endpoint, Optional.empty());
    }
}
