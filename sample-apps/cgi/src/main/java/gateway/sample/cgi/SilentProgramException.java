package gateway.sample.cgi;

import java.io.IOException;

/** A program neither wrote nor read for too long: the client gets a 504, or an answer cut off. */
final class SilentProgramException extends IOException {
    private static final long serialVersionUID = 1;

    SilentProgramException(String message) {
        super(message);
    }
}
