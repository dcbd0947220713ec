package gateway.server.net;

/** What becomes of a connection that comes while there are as many as there may be. */
public enum WhenFull {
    /** It waits in the system's queue; once that is full too, the system lets clients try again. */
    WAIT,
    /** It is accepted, told so in the handler's words, and closed. */
    REFUSE
}
