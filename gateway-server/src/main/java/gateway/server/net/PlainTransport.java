package gateway.server.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;

import javax.net.ssl.SSLSession;

/** Octets as they are, by way of the socket. */
final class PlainTransport implements Transport {
    /** Some segments: the system tells of every one that came, or was acknowledged. */
    static final int PIECE = 4 * 1024;

    private final SocketChannel channel;

    PlainTransport(SocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return channel.read(ByteBuffer.wrap(target, offset, length));
    }

    @Override
    public int readNow(byte[] target, int offset, int length) throws IOException {
        channel.configureBlocking(false);
        try {
            return channel.read(ByteBuffer.wrap(target, offset, length));
        } finally {
            channel.configureBlocking(true);
        }
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
        channel.write(source);
    }

    @Override
    public long write(ByteBuffer[] sources, int from, int count) throws IOException {
        return channel.write(sources, from, count);
    }

    @Override
    public int piece() {
        return PIECE;
    }

    /** Does not wait on a virtual thread: where the send buffer is full, nothing is sent. */
    @Override
    public long transfer(FileChannel file, long position, long count) throws IOException {
        return file.transferTo(position, count, channel);
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public void sayGoodbye() {}

    @Override
    public Optional<SSLSession> session() {
        return Optional.empty();
    }
}
