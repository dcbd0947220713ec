package gateway.server.net;

/** Whether clients show a certificate of their own in the TLS handshake. */
public enum ClientAuth {
    /** They are not asked. */
    NONE,
    /** They are asked, and one that is shown must be good. */
    WANTED,
    /** Without a good one there is no connection. */
    REQUIRED
}
