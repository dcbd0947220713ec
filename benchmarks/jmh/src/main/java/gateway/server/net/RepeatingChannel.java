package gateway.server.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;

/**
 * A socket without a system: its peer sends the same octets a number of times, each time when they
 * were read, and then ends its side. What is written is counted and forgotten.
 */
public final class RepeatingChannel extends SocketChannel {
    private static final InetSocketAddress REMOTE =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 50_000);
    private static final InetSocketAddress LOCAL =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 8_080);

    private final ByteBuffer piece;
    private int left;
    private long written;

    /**
     * @param octets what one read finds, if the reader has room for so much
     * @param times how often they come
     */
    public RepeatingChannel(byte[] octets, int times) {
        super(SelectorProvider.provider());
        this.piece = ByteBuffer.wrap(octets).limit(0);
        this.left = times;
    }

    /** The server's side of it, owned by the calling thread. */
    public Connection connection() {
        return new Connection(
                this,
                Binding.plain(new Endpoint.Tcp("127.0.0.1", 0)),
                new CoarseClock(),
                () -> false,
                Thread.currentThread());
    }

    /** How many octets the server has written. */
    public long written() {
        return written;
    }

    @Override
    public int read(ByteBuffer target) {
        if (!piece.hasRemaining()) {
            if (left == 0) {
                return -1;
            }
            left--;
            piece.clear();
        }
        int count = Math.min(piece.remaining(), target.remaining());
        target.put(target.position(), piece, piece.position(), count);
        target.position(target.position() + count);
        piece.position(piece.position() + count);
        return count;
    }

    @Override
    public int write(ByteBuffer source) {
        int count = source.remaining();
        source.position(source.limit());
        written += count;
        return count;
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
        long count = 0;
        for (int i = offset; i < offset + length; i++) {
            count += write(sources[i]);
        }
        return count;
    }

    @Override
    public SocketChannel shutdownInput() {
        return this;
    }

    @Override
    public SocketChannel shutdownOutput() {
        return this;
    }

    @Override
    public SocketAddress getRemoteAddress() {
        return REMOTE;
    }

    @Override
    public SocketAddress getLocalAddress() {
        return LOCAL;
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
    protected void implCloseSelectableChannel() {}

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
