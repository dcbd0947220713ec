package gateway.tck.http;

/** How a response, or a connection, ended. */
public enum Ending {
    /** As its framing says; of a connection: closed in order. */
    COMPLETE,
    /** The connection was closed in order, but before the response was complete. */
    CUT,
    /** The connection was reset. */
    RESET,
    /** It did not: nothing more came for as long as the client was patient. */
    OPEN
}
