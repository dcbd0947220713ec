package gateway.server.http;

/** How an answer ended. */
public enum Ending {
    /** The system has taken all of it. */
    COMPLETE,
    /** The client was gone before. */
    CLIENT_GONE,
    /** It was cut off here: the application failed, a deadline was over, or the server stopped. */
    ABORTED
}
