package gateway.tck.mock;

/** A request that the server itself refuses (ERR-6). */
final class RefusalException extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;
    private final boolean keeps;

    /**
     * With what and how.
     *
     * @param status of the answer
     * @param keeps whether the connection may be used again
     */
    RefusalException(int status, boolean keeps) {
        super("refused with " + status, null, false, false);
        this.status = status;
        this.keeps = keeps;
    }

    int status() {
        return status;
    }

    boolean keeps() {
        return keeps;
    }
}
