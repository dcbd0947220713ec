package gateway.server.tls;

import gateway.server.net.Tls;
import gateway.server.net.TlsSettings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What TLS is served with.
 *
 * @param certificates at least one; a client gets the first one that has the name it asks for,
 *     exactly or by a wildcard, else the first
 * @param clientAuthority in PEM: the authorities that certificates of clients must lead to; present
 *     if and only if clients are asked for one
 */
public record TlsFiles(List<CertificateFiles> certificates, Optional<Path> clientAuthority) {
    /** Checks that there is a certificate. */
    public TlsFiles {
        certificates = List.copyOf(certificates);
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("there is no certificate for TLS");
        }
    }

    /** One certificate, and no authority for those of clients. */
    public static TlsFiles of(Path certificate, Path key) {
        return new TlsFiles(
                List.of(new CertificateFiles(certificate, key, Optional.empty())),
                Optional.empty());
    }

    /** The same with certificates of clients. */
    public TlsFiles trusting(Path authority) {
        return new TlsFiles(certificates, Optional.of(authority));
    }

    /**
     * Reads and checks all files. From then on handshakes look for changed ones, at most once a
     * second; where those cannot be used a line is logged, and what was read before serves on.
     *
     * @throws TlsFileException if one cannot be used
     */
    public ServedFiles open() throws TlsFileException {
        return new ServedFiles(certificates, clientAuthority, System::nanoTime);
    }

    /**
     * As {@link #open}, and serves them.
     *
     * @throws IllegalArgumentException as {@link ServedFiles#tls} does
     */
    public Tls load(TlsSettings settings) throws TlsFileException {
        return open().tls(settings);
    }
}
