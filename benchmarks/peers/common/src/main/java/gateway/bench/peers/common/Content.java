package gateway.bench.peers.common;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;

/** The octets that every peer answers with. */
public final class Content {
    public static final String TEXT = "text/plain";
    public static final String JSON = "application/json";
    public static final String OCTETS = "application/octet-stream";

    /** How many octets {@link #block} has. */
    public static final int BLOCK = 64 * 1024;

    /** How many octets {@link #smallBlock} has. */
    public static final int SMALL_BLOCK = 1024;

    private Content() {}

    public static byte[] hello() {
        return "Hello, World!".getBytes(US_ASCII);
    }

    public static byte[] ok() {
        return "ok".getBytes(US_ASCII);
    }

    /** What {@code /bytes} repeats. */
    public static byte[] block() {
        return alphabet(BLOCK);
    }

    /** What {@code /stream} repeats. */
    public static byte[] smallBlock() {
        return alphabet(SMALL_BLOCK);
    }

    private static byte[] alphabet(int length) {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = (byte) ('a' + i % 26);
        }
        return octets;
    }

    /** The object of {@code /json}, made anew. */
    public static byte[] json(String message) {
        StringBuilder json = new StringBuilder(message.length() + 16).append("{\"message\":\"");
        for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
                continue;
            }
            if (c == '"' || c == '\\') {
                json.append('\\');
            }
            json.append(c);
        }
        return json.append("\"}").toString().getBytes(US_ASCII);
    }

    /** Writes {@code count} octets of a block that is repeated. */
    public static void repeat(byte[] block, int count, OutputStream out) throws IOException {
        for (int left = count; left > 0; left -= block.length) {
            out.write(block, 0, Math.min(left, block.length));
        }
    }

    /** Writes a block so many times, and flushes each. */
    public static void stream(byte[] block, int times, OutputStream out) throws IOException {
        for (int i = 0; i < times; i++) {
            out.write(block);
            out.flush();
        }
    }

    /** Blocks the calling thread. */
    public static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
