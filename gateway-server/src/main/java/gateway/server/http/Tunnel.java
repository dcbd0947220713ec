package gateway.server.http;

import gateway.server.net.Connection;
import gateway.server.net.Pace;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * A connection after HTTP: both streams, beginning with the first octet behind the upgraded request
 * (EXT-7).
 */
public final class Tunnel {
    private final Connection connection;
    private final InputBuffer input;
    private final Pace pace;

    Tunnel(Connection connection, InputBuffer input, Pace pace) {
        this.connection = connection;
        this.input = input;
        this.pace = pace;
    }

    /** What the client sends; waits without a deadline. */
    public InputStream in() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] octet = new byte[1];
                return read(octet, 0, 1) < 0 ? -1 : octet[0] & 0xFF;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                Objects.checkFromIndexSize(offset, length, target.length);
                return length == 0 || input.buffered() > 0
                        ? input.take(target, offset, length)
                        : connection.read(target, offset, length);
            }

            @Override
            public int available() {
                return input.buffered();
            }
        };
    }

    /**
     * To the client, unbuffered; during each write the client may be {@link Timeouts#write} behind
     * the minimum rate.
     */
    public OutputStream out() {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] source, int offset, int length) throws IOException {
                pace.restart();
                connection.write(ByteBuffer.wrap(source, offset, length), pace);
            }
        };
    }
}
