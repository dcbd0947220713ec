package gateway.tck.cli;

/** A word on the command line is not understood. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
