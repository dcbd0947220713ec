package gateway.server.net;

import java.io.IOException;
import java.io.Serial;

/** An endpoint cannot be bound. */
public final class BindFailedException extends IOException {
    @Serial private static final long serialVersionUID = 1;

    BindFailedException(Endpoint endpoint, Exception cause) {
        super("cannot listen at " + endpoint + ": " + reason(cause), cause);
    }

    private static String reason(Exception cause) {
        return cause instanceof java.net.UnknownHostException
                ? "the host is not known"
                : String.valueOf(cause.getMessage());
    }
}
