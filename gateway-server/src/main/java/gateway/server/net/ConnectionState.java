package gateway.server.net;

/** What a connection is about, as others see it. */
public enum ConnectionState {
    /** A TLS handshake. */
    HANDSHAKE,
    /** Waits for its peer to begin something. */
    IDLE,
    /** The peer has begun, and there is no task yet: reads the rest of a request's head, say. */
    BEGINNING,
    /** A task waits for its peer to send. */
    READING,
    /** A task waits for nothing that has to do with its peer. */
    RUNNING,
    /** A task waits for its peer to take what it writes. */
    WRITING,
    /** Waits for its peer to close too. */
    CLOSING
}
