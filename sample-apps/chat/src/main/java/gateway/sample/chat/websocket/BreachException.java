package gateway.sample.chat.websocket;

import java.io.IOException;
import java.io.Serial;

/** The peer has broken the protocol, or sent too much (RFC 6455 section 7.4.1). */
public final class BreachException extends IOException {
    static final int PROTOCOL = 1002;
    static final int NOT_UTF_8 = 1007;
    static final int TOO_BIG = 1009;

    @Serial private static final long serialVersionUID = 1;

    private final int code;
    private final String reason;

    /**
     * Makes one.
     *
     * @param reason for the peer, at most 123 octets
     */
    BreachException(int code, String reason) {
        super(reason);
        this.code = code;
        this.reason = reason;
    }

    public int code() {
        return code;
    }

    public String reason() {
        return reason;
    }
}
