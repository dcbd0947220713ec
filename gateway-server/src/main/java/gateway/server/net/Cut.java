package gateway.server.net;

/** What took too long, so that the reaper ended it. */
public enum Cut {
    /** A TLS handshake. */
    HANDSHAKE,
    /** The peer's first octet, or the next one after a task. */
    SILENCE,
    /** What comes before a task: the rest of a request's head, say. */
    BEGINNING,
    /** What a task reads. */
    INPUT,
    /** That the peer takes what a task writes. */
    OUTPUT,
    /** That the peer closes too. */
    LINGER,
    /** The task itself. */
    TASK
}
