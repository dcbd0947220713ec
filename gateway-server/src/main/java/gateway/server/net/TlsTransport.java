package gateway.server.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;

import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * Octets in TLS records.
 *
 * <p>A TCP end of input without {@code close_notify} is an end of input like any other: HTTP has
 * lengths of its own. Up to TLS 1.2 a {@code close_notify} of the peer ends both directions.
 */
final class TlsTransport implements Transport {
    /**
     * Octets that go into one record: 16 KiB is the most (RFC 8446 section 5.1), of which the JDK
     * leaves some free.
     */
    private static final int RECORD = 16 * 1024 - 64;

    /** A whole record, of which nothing is seen before its end. */
    private static final int PIECE = 16 * 1024 + PlainTransport.PIECE;

    private final SocketChannel channel;
    private final LowerSocket lower;
    private final SSLSocket socket;
    private final InputStream in;
    private final OutputStream out;

    /** After the handshake. */
    TlsTransport(SocketChannel channel, LowerSocket lower, SSLSocket socket) throws IOException {
        this.channel = channel;
        this.lower = lower;
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        lower.negotiated();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            return in.read(target, offset, length);
        } catch (InterruptedIOException e) {
            if (lower.ended()) {
                return -1;
            }
            throw e;
        }
    }

    @Override
    public int readNow(byte[] target, int offset, int length) throws IOException {
        lower.waiting(false);
        try {
            return in.read(target, offset, length);
        } catch (InterruptedIOException e) {
            return lower.ended() ? -1 : 0;
        } finally {
            lower.waiting(true);
        }
    }

    /** One record: of a part of one nothing can be said. */
    @Override
    public void write(ByteBuffer source) throws IOException {
        if (source.hasArray()) {
            int length = Math.min(source.remaining(), RECORD);
            out.write(source.array(), source.arrayOffset() + source.position(), length);
            source.position(source.position() + length);
        } else {
            byte[] record = new byte[Math.min(source.remaining(), RECORD)];
            source.get(record);
            out.write(record);
        }
    }

    /** Collects a record: TLS begins one at each write. */
    @Override
    public long write(ByteBuffer[] sources, int from, int count) throws IOException {
        if (count == 1 || sources[from].remaining() >= RECORD) {
            int length = Math.min(sources[from].remaining(), RECORD);
            write(sources[from]);
            return length;
        }
        long total = 0;
        for (int i = from; i < from + count; i++) {
            total += sources[i].remaining();
        }
        byte[] collected = new byte[(int) Math.min(total, RECORD)];
        int length = 0;
        for (int i = from; i < from + count; i++) {
            int part = Math.min(sources[i].remaining(), collected.length - length);
            sources[i].get(collected, length, part);
            length += part;
        }
        out.write(collected, 0, length);
        return length;
    }

    @Override
    public int piece() {
        return PIECE;
    }

    /** Not past the heap: the octets must be encrypted. */
    @Override
    public long transfer(FileChannel file, long position, long count) {
        return 0;
    }

    @Override
    public void shutdownOutput() throws IOException {
        sayGoodbye();
        channel.shutdownOutput();
    }

    @Override
    public void sayGoodbye() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public Optional<SSLSession> session() {
        return Optional.of(socket.getSession());
    }
}
