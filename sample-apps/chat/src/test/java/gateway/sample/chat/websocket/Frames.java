package gateway.sample.chat.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HexFormat;

/** What a client sends, right or wrong. */
public final class Frames {
    private static final byte[] MASK = {0x37, (byte) 0xFA, 0x21, 0x3D};

    private Frames() {}

    /** A masked frame; {@code first} is its first octet. */
    public static byte[] masked(int first, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(frame)) {
            out.write(first);
            if (payload.length < 126) {
                out.write(0x80 | payload.length);
            } else if (payload.length < 1 << 16) {
                out.write(0x80 | 126);
                out.writeShort(payload.length);
            } else {
                out.write(0x80 | 127);
                out.writeLong(payload.length);
            }
            out.write(MASK);
            for (int i = 0; i < payload.length; i++) {
                out.write(payload[i] ^ MASK[i % 4]);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return frame.toByteArray();
    }

    public static byte[] masked(int first, String payload) {
        return masked(first, payload.getBytes(UTF_8));
    }

    /** {@code 81:text} or {@code 81#hex}, several with a space between; {@code =hex} as it is. */
    public static byte[] of(String row) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String frame : row.split(" ", -1)) {
            if (frame.startsWith("=")) {
                all.writeBytes(HexFormat.of().parseHex(frame.substring(1)));
            } else {
                int first = Integer.parseInt(frame.substring(0, 2), 16);
                String rest = frame.substring(3);
                all.writeBytes(
                        frame.charAt(2) == '#'
                                ? masked(first, HexFormat.of().parseHex(rest))
                                : masked(first, rest));
            }
        }
        return all.toByteArray();
    }
}
