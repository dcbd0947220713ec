package gateway.server.dev;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.io.Serial;
import java.io.StringWriter;
import java.util.Objects;

/** Why the classes of a class path cannot be served; its cause, if any, is to be shown. */
final class BrokenBuild extends Exception {
    @Serial private static final long serialVersionUID = 1;

    BrokenBuild(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }

    /**
     * By what a {@link Finding} threw. A checked exception of its own has the words for it, and
     * where it was thrown is of no interest.
     */
    static BrokenBuild of(Throwable thrown) {
        boolean own =
                thrown instanceof Error
                        || thrown instanceof RuntimeException
                        || thrown instanceof ReflectiveOperationException;
        return new BrokenBuild(
                own
                        ? thrown.toString()
                        : Objects.requireNonNullElse(thrown.getMessage(), thrown.toString()),
                own ? thrown : thrown.getCause());
    }

    /** The stack trace of the cause, {@code ""} without one. */
    String trace() {
        StringWriter text = new StringWriter();
        Throwable cause = getCause();
        if (cause != null) {
            cause.printStackTrace(new PrintWriter(text, true));
        }
        return text.toString();
    }
}
