package gateway.server.net;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.Serial;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * The accepted socket as TLS sees it. TLS may read and write; what closes the socket is the
 * connection above and the reaper, so here it cannot be closed.
 *
 * <p>Reads a record with one call of the system where it can: TLS asks for its five-octet header
 * and its rest apart.
 *
 * <p>Once the handshake is over, the end of input is thrown as an {@link InterruptedIOException},
 * as is the lack of input if reads do not wait. It leaves TLS as it is, whose output would
 * otherwise be closed with its input.
 */
final class LowerSocket extends Socket {
    private static final int BUFFER = 2 * 1024;

    private final SocketChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
    private @Nullable Turn turn;
    private boolean waiting = true;
    private boolean negotiated;
    private boolean ended;

    LowerSocket(SocketChannel channel) {
        this.channel = channel;
    }

    /** Waits for the first octet, which stays where it is; -1 at the end of input. */
    int peek() throws IOException {
        return fill() < 0 ? -1 : buffer.get(buffer.position()) & 0xFF;
    }

    /** What the owner of this socket holds while TLS computes. */
    interface Turn {
        /** Waits for it. */
        void take() throws IOException;

        void giveBack();
    }

    /** Does not hold {@code held} while it waits for its peer, until the handshake is over. */
    LowerSocket givingBack(Turn held) {
        turn = held;
        return this;
    }

    /** From now on the end of input is thrown. */
    void negotiated() {
        negotiated = true;
        turn = null;
    }

    /** Whether reads wait. */
    void waiting(boolean wait) {
        waiting = wait;
    }

    /** True once the end of input, without TLS saying so, was thrown. */
    boolean ended() {
        return ended;
    }

    private int fill() throws IOException {
        if (buffer.hasRemaining()) {
            return buffer.remaining();
        }
        buffer.clear();
        try {
            return receive(buffer);
        } finally {
            buffer.flip();
        }
    }

    private int receive(ByteBuffer target) throws IOException {
        int count;
        if (turn != null) {
            turn.giveBack();
            count = channel.read(target);
            turn.take();
        } else if (waiting) {
            count = channel.read(target);
        } else {
            channel.configureBlocking(false);
            try {
                count = channel.read(target);
            } finally {
                channel.configureBlocking(true);
            }
        }
        ended = count < 0;
        if (count == 0 || (ended && negotiated)) {
            throw new NothingException();
        }
        return count;
    }

    @Override
    public InputStream getInputStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                return fill() < 0 ? -1 : buffer.get() & 0xFF;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                if (length >= BUFFER && !buffer.hasRemaining()) {
                    return receive(ByteBuffer.wrap(target, offset, length));
                }
                if (length == 0) {
                    return 0;
                }
                if (fill() < 0) {
                    return -1;
                }
                int count = Math.min(length, buffer.remaining());
                buffer.get(target, offset, count);
                return count;
            }

            @Override
            public int available() {
                return buffer.remaining();
            }
        };
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] source, int offset, int length) throws IOException {
                ByteBuffer left = ByteBuffer.wrap(source, offset, length);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
            }
        };
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isBound() {
        return true;
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    @Override
    public InetAddress getInetAddress() {
        return channel.socket().getInetAddress();
    }

    @Override
    public int getPort() {
        return channel.socket().getPort();
    }

    @Override
    public InetAddress getLocalAddress() {
        return channel.socket().getLocalAddress();
    }

    @Override
    public int getLocalPort() {
        return channel.socket().getLocalPort();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return channel.socket().getRemoteSocketAddress();
    }

    @Override
    public int getSoTimeout() {
        return 0;
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
        if (millis != 0) {
            throw new SocketException("deadlines belong to the reaper");
        }
    }

    @Override
    public int getSoLinger() {
        return -1;
    }

    @Override
    public void shutdownInput() {}

    @Override
    public void shutdownOutput() {}

    @Override
    public void close() {}

    /** Expected, so without a stack. */
    private static final class NothingException extends InterruptedIOException {
        @Serial private static final long serialVersionUID = 1;

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
