package gateway.sample.chat.websocket;

import java.util.Arrays;
import java.util.Optional;

/** What a frame is (RFC 6455 section 5.2). */
public enum Opcode {
    /** More of a message. */
    CONTINUATION(0x0),
    /** UTF-8. */
    TEXT(0x1),
    /** Octets. */
    BINARY(0x2),
    /** The last frame of either side. */
    CLOSE(0x8),
    /** Asks for a pong. */
    PING(0x9),
    /** A sign of life. */
    PONG(0xA);

    private final int code;

    Opcode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    boolean isControl() {
        return code >= 0x8;
    }

    static Optional<Opcode> of(int code) {
        return Arrays.stream(values()).filter(each -> each.code == code).findFirst();
    }
}
