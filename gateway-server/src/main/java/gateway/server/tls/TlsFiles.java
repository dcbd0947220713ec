package gateway.server.tls;

import gateway.server.net.ClientAuth;
import gateway.server.net.Tls;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What TLS is served with.
 *
 * @param certificates at least one; a client gets the first one that has the name it asks for,
 *     exactly or by a wildcard, else the first
 * @param clientAuth whether clients show certificates
 * @param clientAuthority in PEM: the authorities that clients' certificates must lead to; present
 *     unless clients are not asked
 */
public record TlsFiles(
        List<CertificateFiles> certificates,
        ClientAuth clientAuth,
        Optional<Path> clientAuthority) {
    /** Checks that nothing is missing. */
    public TlsFiles {
        certificates = List.copyOf(certificates);
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("there is no certificate for TLS");
        }
        if (clientAuth == ClientAuth.NONE && clientAuthority.isPresent()) {
            throw new IllegalArgumentException(
                    "there is an authority for client certificates, but clients are not asked for"
                            + " one");
        }
        if (clientAuth != ClientAuth.NONE && clientAuthority.isEmpty()) {
            throw new IllegalArgumentException(
                    "client certificates are "
                            + clientAuth.name().toLowerCase(java.util.Locale.ROOT)
                            + ", but there is no authority to judge them by");
        }
    }

    /** One certificate, and clients show none. */
    public static TlsFiles of(Path certificate, Path key) {
        return new TlsFiles(
                List.of(new CertificateFiles(certificate, key, Optional.empty())),
                ClientAuth.NONE,
                Optional.empty());
    }

    /**
     * Reads and checks all files. From then on handshakes look for changed ones, at most once a
     * second; where those cannot be used a line is logged, and what was read before serves on.
     *
     * @throws TlsFileException if one cannot be used
     */
    public Tls load() throws TlsFileException {
        return new Tls(new ReloadingContext(this), clientAuth);
    }
}
