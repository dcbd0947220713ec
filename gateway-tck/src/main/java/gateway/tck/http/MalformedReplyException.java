package gateway.tck.http;

import java.io.IOException;

/** What came is not a response of HTTP/1.x; the message says where it went wrong. */
public final class MalformedReplyException extends IOException {
    private static final long serialVersionUID = 1;

    MalformedReplyException(String message) {
        super(message);
    }
}
