package gateway.toolkit.routing;

/** No rule of an endpoint makes a URL of the values given; the message says why. */
public final class UnbuildableUrlException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnbuildableUrlException(String message) {
        super(message);
    }
}
