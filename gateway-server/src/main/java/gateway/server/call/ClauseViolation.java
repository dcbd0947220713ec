package gateway.server.call;

import java.io.Serial;

/**
 * The application broke a clause of spec.md without being told at the call (ERR-7); the message
 * names it.
 */
final class ClauseViolation extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    /** The clause's id, and what was found. */
    ClauseViolation(String clause, String found) {
        super(clause + ": " + found, null, false, false);
    }
}
