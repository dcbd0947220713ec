package gateway.server.cli;

import org.jspecify.annotations.Nullable;

import java.io.Serial;

/** Why there will be no server. */
final class CannotStartException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    CannotStartException(String message) {
        this(message, null);
    }

    CannotStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * The operator's line: the message, what every cause says, and where to see more.
     *
     * @param shown whether the stack trace is shown as well
     */
    String line(boolean shown) {
        Throwable cause = getCause();
        return OneLine.of(
                getMessage()
                        + (cause == null ? "" : ": " + OneLine.of(cause))
                        + (cause == null || shown ? "" : " (--debug shows the stack trace)"));
    }
}
