package gateway.server.net;

/** The versions of TLS that are spoken. */
public enum TlsVersion {
    /** RFC 5246. */
    TLS_1_2,
    /** RFC 8446. */
    TLS_1_3
}
