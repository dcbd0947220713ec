/**
 * Certificates and keys from PEM files: read, checked, chosen by server name, and read anew when
 * they change.
 *
 * <pre>
 *   TlsFiles ──load──→ net.Tls ──at each handshake──→ ReloadingContext ──→ SSLContext
 *                                                        └ PemFile, Identity → NamedKeyManager
 * </pre>
 */
@NullMarked
package gateway.server.tls;

import org.jspecify.annotations.NullMarked;
