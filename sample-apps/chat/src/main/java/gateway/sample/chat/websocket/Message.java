package gateway.sample.chat.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;

/** A whole message, or a control frame. Immutable. */
public final class Message {
    private final Opcode opcode;
    private final byte[] payload;

    public Message(Opcode opcode, byte[] payload) {
        this.opcode = opcode;
        this.payload = payload;
    }

    /** A text. */
    public static Message text(String text) {
        return new Message(Opcode.TEXT, text.getBytes(UTF_8));
    }

    /**
     * A farewell.
     *
     * @param code as in RFC 6455 section 7.4
     * @param reason at most 123 octets
     */
    public static Message close(int code, String reason) {
        byte[] octets = reason.getBytes(UTF_8);
        return new Message(
                Opcode.CLOSE,
                ByteBuffer.allocate(2 + octets.length).putShort((short) code).put(octets).array());
    }

    /** TEXT, BINARY, or a control frame. */
    public Opcode opcode() {
        return opcode;
    }

    /** How many octets of payload it has. */
    public int length() {
        return payload.length;
    }

    /** Of a text. */
    public String text() {
        return new String(payload, UTF_8);
    }

    /** The same as something else: the answer to a ping or to a farewell repeats it. */
    public Message as(Opcode other) {
        return new Message(other, payload);
    }

    /** The one frame it is sent in: the server's are not masked (RFC 6455 section 5.1). */
    public byte[] frame() {
        ByteBuffer frame = ByteBuffer.allocate(10 + payload.length);
        frame.put((byte) (0x80 | opcode.code()));
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else if (payload.length < 1 << 16) {
            frame.put((byte) 126).putShort((short) payload.length);
        } else {
            frame.put((byte) 127).putLong(payload.length);
        }
        frame.put(payload);
        return Arrays.copyOf(frame.array(), frame.position());
    }

    /** Refuses what no peer may send: text that is no UTF-8, a farewell without sense. */
    Message checked() throws BreachException {
        if (opcode == Opcode.TEXT) {
            requireUtf8(0);
        } else if (opcode == Opcode.CLOSE && payload.length > 0) {
            if (payload.length == 1 || !mayClose(ByteBuffer.wrap(payload).getShort())) {
                throw new BreachException(BreachException.PROTOCOL, "no such code of a close");
            }
            requireUtf8(2);
        }
        return this;
    }

    private void requireUtf8(int offset) throws BreachException {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(payload, offset, payload.length - offset));
        } catch (CharacterCodingException e) {
            throw new BreachException(BreachException.NOT_UTF_8, "a text that is no UTF-8");
        }
    }

    /** Those of IANA's registry that may be sent, and those for applications. */
    private static boolean mayClose(int code) {
        return (code >= 1000 && code <= 1014 && (code < 1004 || code > 1006))
                || (code >= 3000 && code <= 4999);
    }
}
