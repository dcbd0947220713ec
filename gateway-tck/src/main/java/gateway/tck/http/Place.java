package gateway.tck.http;

import java.net.InetSocketAddress;
import java.util.Optional;

import javax.net.ssl.SSLContext;

/**
 * Where a server is reached, and how.
 *
 * @param address of its listener
 * @param tls what its certificate is checked with; empty where it speaks HTTP without TLS
 */
public record Place(InetSocketAddress address, Optional<SSLContext> tls) {
    /** Without TLS. */
    public static Place plain(InetSocketAddress address) {
        return new Place(address, Optional.empty());
    }

    /** Under TLS. */
    public static Place secure(InetSocketAddress address, SSLContext tls) {
        return new Place(address, Optional.of(tls));
    }
}
