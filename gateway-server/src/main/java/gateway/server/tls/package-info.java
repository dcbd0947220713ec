/**
 * Certificates and keys from PEM files: read, checked, chosen by server name, and read anew when
 * they change.
 *
 * <pre>
 *   TlsFiles ──open──→ ServedFiles ←──at each handshake── net.Tls
 *                        └──→ PemFile, Identity ──→ ServerNameKeys  ──→ SSLContext
 * </pre>
 */
@NullMarked
package gateway.server.tls;

import org.jspecify.annotations.NullMarked;
