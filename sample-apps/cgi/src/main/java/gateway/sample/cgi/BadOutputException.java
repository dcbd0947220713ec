package gateway.sample.cgi;

import java.io.IOException;

/** What a program wrote is no answer. Its message is for the log: the client gets a 502. */
final class BadOutputException extends IOException {
    private static final long serialVersionUID = 1;

    BadOutputException(String message) {
        super(message);
    }
}
