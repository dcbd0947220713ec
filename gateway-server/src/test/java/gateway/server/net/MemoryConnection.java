package gateway.server.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * A connection whose peer has sent some octets in some pieces, and then ended its side: each read
 * finds one piece, or what is left of it. What is written is kept.
 */
public final class MemoryConnection {
    private final Deque<ByteBuffer> pieces = new ArrayDeque<>();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private int writes;

    private MemoryConnection(List<byte[]> pieces) {
        for (byte[] piece : pieces) {
            if (piece.length > 0) {
                this.pieces.add(ByteBuffer.wrap(piece));
            }
        }
    }

    /** With these pieces; empty ones are left out. */
    public static MemoryConnection of(List<byte[]> pieces) {
        return new MemoryConnection(pieces);
    }

    /** The server's side of it. */
    public Connection connection() {
        return connection(new CoarseClock());
    }

    /** As {@link #connection()}, by {@code clock}. */
    Connection connection(CoarseClock clock) {
        return new Connection(
                new Channel(),
                Binding.plain(new Endpoint.Tcp("127.0.0.1", 0)),
                clock,
                () -> false,
                Thread.currentThread());
    }

    /** What the server has written up to now. */
    public byte[] written() {
        return written.toByteArray();
    }

    /** By how many calls. */
    public int writes() {
        return writes;
    }

    private final class Channel extends SocketChannel {
        private Channel() {
            super(SelectorProvider.provider());
        }

        @Override
        public int read(ByteBuffer target) {
            ByteBuffer piece = pieces.peek();
            if (piece == null) {
                return -1;
            }
            int count = Math.min(piece.remaining(), target.remaining());
            target.put(piece.slice(piece.position(), count));
            piece.position(piece.position() + count);
            if (!piece.hasRemaining()) {
                pieces.remove();
            }
            return count;
        }

        @Override
        public int write(ByteBuffer source) {
            byte[] octets = new byte[source.remaining()];
            source.get(octets);
            written.writeBytes(octets);
            writes++;
            return octets.length;
        }

        @Override
        public long write(ByteBuffer[] sources, int offset, int length) {
            int before = writes;
            long count = 0;
            for (int i = offset; i < offset + length; i++) {
                count += write(sources[i]);
            }
            writes = before + 1;
            return count;
        }

        @Override
        public SocketChannel shutdownInput() {
            pieces.clear();
            return this;
        }

        @Override
        public SocketChannel shutdownOutput() {
            return this;
        }

        @Override
        public SocketAddress getRemoteAddress() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 50_000);
        }

        @Override
        public SocketAddress getLocalAddress() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 8_080);
        }

        @Override
        public <T> SocketChannel setOption(SocketOption<T> name, T value) {
            return this;
        }

        @Override
        public boolean isConnected() {
            return true;
        }

        @Override
        protected void implCloseSelectableChannel() {
            pieces.clear();
        }

        @Override
        protected void implConfigureBlocking(boolean block) {}

        @Override
        public Set<SocketOption<?>> supportedOptions() {
            return Set.of();
        }

        @Override
        public long read(ByteBuffer[] targets, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T getOption(SocketOption<T> name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket socket() {
            throw new UnsupportedOperationException();
        }

        @Override
        public SocketChannel bind(SocketAddress local) throws IOException {
            throw new IOException("bound already");
        }

        @Override
        public boolean isConnectionPending() {
            return false;
        }

        @Override
        public boolean connect(SocketAddress remote) throws IOException {
            throw new IOException("connected already");
        }

        @Override
        public boolean finishConnect() {
            return true;
        }
    }
}
