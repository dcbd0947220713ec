package gateway.sample.sockets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Echo over TCP for many clients on one thread: it asks the system which of them can go on (select,
 * epoll), and never waits for a single one.
 *
 * <p>So what a thread would know by where it is must be written down for each client: whether it is
 * read from or written to next, and what is left to write.
 *
 * <pre>
 *   reading ──octets came──→ writing ──all were taken──→ reading
 *      └──end of input──→ closed
 * </pre>
 */
final class SelectorTcp {
    private static final int BLOCK = 16 * 1024;

    private SelectorTcp() {}

    static void serve(ServerSocketChannel listening) throws IOException {
        try (Selector selector = Selector.open()) {
            listening.configureBlocking(false);
            listening.register(selector, SelectionKey.OP_ACCEPT);
            while (true) {
                selector.select(key -> goOn(selector, key));
            }
        }
    }

    private static void goOn(Selector selector, SelectionKey key) {
        try {
            if (key.channel() instanceof ServerSocketChannel listening) {
                accept(selector, listening);
            } else if (key.channel() instanceof SocketChannel client
                    && key.attachment() instanceof ByteBuffer buffer) {
                echo(key, client, buffer);
            }
        } catch (IOException e) {
            System.err.println("a client is gone: " + e.getMessage());
            close(key);
        }
    }

    private static void accept(Selector selector, ServerSocketChannel listening)
            throws IOException {
        SocketChannel client = listening.accept();
        if (client != null) {
            client.configureBlocking(false);
            client.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(BLOCK));
        }
    }

    private static void echo(SelectionKey key, SocketChannel client, ByteBuffer buffer)
            throws IOException {
        if (key.isReadable()) {
            if (client.read(buffer) < 0) {
                client.close();
                return;
            }
            buffer.flip();
        }
        client.write(buffer); // As many as the client has room for.
        if (buffer.hasRemaining()) {
            key.interestOps(SelectionKey.OP_WRITE);
        } else {
            buffer.clear();
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    private static void close(SelectionKey key) {
        if (key.channel() instanceof SocketChannel client) {
            try (client) {
                key.cancel();
            } catch (IOException e) {
                System.err.println("cannot close: " + e.getMessage());
            }
        }
    }
}
