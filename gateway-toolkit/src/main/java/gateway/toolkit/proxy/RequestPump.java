package gateway.toolkit.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gateway.api.Environ;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Takes the request from the client to the upstream, block by block. */
final class RequestPump {
    private static final int BLOCK = 16 * 1024;
    private static final byte[] END = {'\r', '\n'};

    private final UpstreamConnection connection;
    private final InputStream input;
    private final boolean chunked;
    private final byte[] block = new byte[BLOCK];
    private boolean done;

    RequestPump(UpstreamConnection connection, Map<String, Object> environ) {
        this.connection = connection;
        this.input = Environ.input(environ);
        this.chunked = ForwardedRequest.isChunked(environ);
        this.done = Environ.inputLength(environ) == 0;
    }

    boolean isDone() {
        return done;
    }

    /** Nothing more goes out. */
    void stop() {
        done = true;
    }

    void head(String head) throws UpstreamException {
        byte[] octets = head.getBytes(ISO_8859_1);
        connection.write(octets, octets.length);
    }

    /**
     * Moves one block; waits for the client if it has none.
     *
     * @throws UpstreamException if the upstream does not take it
     * @throws IOException if the client does not send it (IN-4)
     */
    void step() throws IOException {
        int count = input.read(block);
        if (count < 0) {
            done = true;
            if (chunked) {
                write("0\r\n\r\n".getBytes(ISO_8859_1));
            }
        } else if (count > 0 && chunked) {
            ByteArrayOutputStream chunk = new ByteArrayOutputStream(count + 16);
            chunk.writeBytes((Integer.toHexString(count) + "\r\n").getBytes(ISO_8859_1));
            chunk.write(block, 0, count);
            chunk.writeBytes(END);
            write(chunk.toByteArray());
        } else if (count > 0) {
            connection.write(block, count);
        }
    }

    private void write(byte[] octets) throws UpstreamException {
        connection.write(octets, octets.length);
    }
}
