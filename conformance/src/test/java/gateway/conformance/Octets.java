package gateway.conformance;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Octets both ways over one connection. */
interface Octets extends AutoCloseable {
    /** Waits for at least one; -1 at the end. */
    int read(ByteBuffer target) throws IOException;

    /** Takes what is here; -1 at the end. */
    int readNow(ByteBuffer target) throws IOException;

    void write(ByteBuffer source) throws IOException;

    /** Of TCP. */
    int localPort() throws IOException;

    @Override
    void close() throws IOException;

    /** As they are. */
    static Octets of(SocketChannel channel) {
        return new Octets() {
            @Override
            public int read(ByteBuffer target) throws IOException {
                return channel.read(target);
            }

            @Override
            public int readNow(ByteBuffer target) throws IOException {
                channel.configureBlocking(false);
                try {
                    return channel.read(target);
                } finally {
                    channel.configureBlocking(true);
                }
            }

            @Override
            public void write(ByteBuffer source) throws IOException {
                while (source.hasRemaining()) {
                    channel.write(source);
                }
            }

            @Override
            public int localPort() throws IOException {
                return ((InetSocketAddress) channel.getLocalAddress()).getPort();
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    /** As a socket makes of them, which may be one under TLS. */
    static Octets of(Socket socket) {
        return new Octets() {
            @Override
            public int read(ByteBuffer target) throws IOException {
                byte[] block = new byte[target.remaining()];
                int count = socket.getInputStream().read(block);
                if (count > 0) {
                    target.put(block, 0, count);
                }
                return count;
            }

            @Override
            public int readNow(ByteBuffer target) throws IOException {
                socket.setSoTimeout(1);
                try {
                    return read(target);
                } catch (SocketTimeoutException e) {
                    return 0;
                } finally {
                    socket.setSoTimeout(0);
                }
            }

            @Override
            public void write(ByteBuffer source) throws IOException {
                byte[] block = new byte[source.remaining()];
                source.get(block);
                socket.getOutputStream().write(block);
            }

            @Override
            public int localPort() {
                return socket.getLocalPort();
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }
        };
    }
}
