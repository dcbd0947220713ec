package gateway.server;

import java.io.Serial;

/** The application kept the server from starting; the cause is what it threw (LIFE-1). */
public final class ApplicationFailedException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    ApplicationFailedException(Throwable cause) {
        super("the application could not start: " + cause, cause);
    }
}
