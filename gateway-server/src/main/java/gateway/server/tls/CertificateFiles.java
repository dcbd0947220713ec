package gateway.server.tls;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The files of one certificate, all in PEM but the last.
 *
 * @param certificate the server's own first, then those that lead to its root
 * @param key its private key: PKCS#8, PKCS#1 or EC, perhaps encrypted; may be the same file
 * @param password its first line decrypts the key
 */
public record CertificateFiles(Path certificate, Path key, Optional<Path> password) {}
