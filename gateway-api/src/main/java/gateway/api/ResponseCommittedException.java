package gateway.api;

/**
 * Thrown by {@link StartResponse#start(String, java.util.List, Throwable) start} when it is too
 * late to replace the response: octets of it have left (SR-4). Let it pass (SR-5): the server cuts
 * the response off, so that the client can tell (ERR-3).
 */
public final class ResponseCommittedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Names the error that came too late.
     *
     * @param cause the error given to {@code start}
     */
    public ResponseCommittedException(Throwable cause) {
        super("SR-4: the response is committed and cannot be replaced", cause);
    }
}
