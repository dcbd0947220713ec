package gateway.toolkit.proxy;

import gateway.toolkit.errors.HttpError;

import java.io.IOException;
import java.net.SocketTimeoutException;

/** The upstream's fault: what it did, and what the client is told. */
final class UpstreamException extends IOException {
    private static final long serialVersionUID = 1;

    private final HttpError error;

    private UpstreamException(HttpError error, String message) {
        super(message);
        this.error = error;
    }

    /** It speaks, but not HTTP. */
    static UpstreamException malformed(String message) {
        return new UpstreamException(HttpError.BAD_GATEWAY, message);
    }

    /** 504 if it was late, else 502. */
    static UpstreamException of(String step, IOException cause) {
        UpstreamException e =
                new UpstreamException(
                        cause instanceof SocketTimeoutException
                                ? HttpError.GATEWAY_TIMEOUT
                                : HttpError.BAD_GATEWAY,
                        step + ": " + cause);
        e.initCause(cause);
        return e;
    }

    HttpError error() {
        return error;
    }
}
