package gateway.server.cli;

import org.jspecify.annotations.Nullable;

import java.io.Serial;

/** Why there will be no server: the message is the operator's one line. */
final class CannotStartException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    CannotStartException(String message) {
        this(message, null);
    }

    CannotStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
