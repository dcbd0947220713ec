package gateway.tck.app;

/**
 * What applications of the kit throw: its message is unique to the run, so that it can be looked
 * for.
 */
public final class ProbeException extends Exception {
    private static final long serialVersionUID = 1;

    /** With a message that must not reach a client (ERR-9). */
    public ProbeException(String message) {
        super(message);
    }
}
