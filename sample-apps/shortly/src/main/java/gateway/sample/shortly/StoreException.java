package gateway.sample.shortly;

/** The store of the links is out of reach, or has failed; it may be well again a moment later. */
final class StoreException extends Exception {
    private static final long serialVersionUID = 1;

    StoreException(Exception cause) {
        super(String.valueOf(cause.getMessage()), cause);
    }
}
