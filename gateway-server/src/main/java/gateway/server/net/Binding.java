package gateway.server.net;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An endpoint and how connections to it begin.
 *
 * @param proxied present if they begin with a PROXY protocol header, ahead of TLS
 * @param tls present if they are under TLS
 * @param unixName SERVER_NAME where the socket is a Unix-domain one, which has no name of its own
 *     (ENV-11)
 */
public record Binding(
        Endpoint endpoint, Optional<Proxied> proxied, Optional<Tls> tls, String unixName) {
    private static final String LOCAL = "localhost";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

    /** Checks that they go together. */
    public Binding {
        if (tls.isPresent() && endpoint instanceof Endpoint.Unix) {
            throw new IllegalArgumentException(
                    "there is no TLS over Unix-domain sockets: " + endpoint);
        }
        if (!NAME.matcher(unixName).matches()) {
            throw new IllegalArgumentException("'" + unixName + "' is not the name of a host");
        }
    }

    /** Without the PROXY protocol. */
    public Binding(Endpoint endpoint, Optional<Tls> tls) {
        this(endpoint, Optional.empty(), tls, LOCAL);
    }

    /** Without TLS. */
    public static Binding plain(Endpoint endpoint) {
        return new Binding(endpoint, Optional.empty());
    }

    /** The same behind a proxy. */
    public Binding behind(Proxied proxy) {
        return new Binding(endpoint, Optional.of(proxy), tls, unixName);
    }

    /** The same with another {@link #unixName}. */
    public Binding named(String newUnixName) {
        return new Binding(endpoint, proxied, tls, newUnixName);
    }
}
