package gateway.sample.chat.websocket;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads what a client sends, frame by frame, and gives whole messages (RFC 6455 section 5). */
public final class MessageReader {
    private static final int MOST_OF_CONTROL = 125;
    private static final int MASK = 4;

    private final InputStream in;
    private final int limit;
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private Optional<Opcode> begun = Optional.empty();

    /**
     * Makes a reader.
     *
     * @param limit octets of a message at most
     */
    public MessageReader(InputStream in, int limit) {
        this.in = new BufferedInputStream(in);
        this.limit = limit;
    }

    /**
     * Waits for the next message, or a control frame, which may come in the middle of one.
     *
     * @throws BreachException if the client does what it must not
     * @throws EOFException if it has ended the connection without a farewell
     */
    public Message next() throws IOException {
        while (true) {
            int first = octet();
            int second = octet();
            Opcode opcode = Opcode.of(first & 0x0F).orElseThrow(() -> breach("no such opcode"));
            boolean last = (first & 0x80) != 0;
            require((first & 0x70) == 0, "reserved bits without an extension");
            require((second & 0x80) != 0, "a frame without a mask");
            require(
                    opcode.isControl() || (opcode == Opcode.CONTINUATION) == begun.isPresent(),
                    begun.isPresent() ? "a message in the middle of another" : "nothing to go on");
            long length = length(second & 0x7F);
            if (opcode.isControl()) {
                require(last && length <= MOST_OF_CONTROL, "a control frame in parts, or too long");
                return new Message(opcode, payload(length)).checked();
            }
            if (length > limit - collected.size()) {
                throw new BreachException(BreachException.TOO_BIG, "over " + limit + " octets");
            }
            collected.writeBytes(payload(length));
            Opcode kind = begun.orElse(opcode);
            begun = last ? Optional.empty() : Optional.of(kind);
            if (last) {
                Message message = new Message(kind, collected.toByteArray());
                collected.reset();
                return message.checked();
            }
        }
    }

    /** In the shortest of its three forms. */
    private long length(int first) throws IOException {
        if (first < 126) {
            return first;
        }
        long length = 0;
        for (int i = first == 126 ? 2 : 8; i > 0; i--) {
            length = length << 8 | octet();
        }
        require(length >= (first == 126 ? 126 : 1 << 16), "a length that is not the shortest");
        return length;
    }

    private byte[] payload(long length) throws IOException {
        byte[] mask = exactly(MASK);
        byte[] payload = exactly((int) length);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % MASK];
        }
        return payload;
    }

    private byte[] exactly(int count) throws IOException {
        byte[] octets = in.readNBytes(count);
        if (octets.length < count) {
            throw new EOFException("the connection ended in a frame");
        }
        return octets;
    }

    private int octet() throws IOException {
        return exactly(1)[0] & 0xFF;
    }

    private static void require(boolean kept, String message) throws BreachException {
        if (!kept) {
            throw breach(message);
        }
    }

    private static BreachException breach(String message) {
        return new BreachException(BreachException.PROTOCOL, message);
    }
}
