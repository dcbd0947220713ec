package gateway.server.net;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A datagram that was received.
 *
 * @param octets all of it, and nobody else's
 * @param channel the server's socket, in non-blocking mode
 */
@SuppressWarnings("ArrayRecordComponent") // Two datagrams are never compared.
public record DatagramRequest(byte[] octets, SocketAddress client, DatagramChannel channel)
        implements SocketRequest {
    /** Far longer than a network takes to have room for one more. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final long PAUSE_NANOS = 1_000_000;

    /**
     * Sends a datagram back.
     *
     * @throws IOException if it cannot be sent, or there was no room for it for 5 s
     */
    public void reply(byte[] answer) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(answer);
        long end = System.nanoTime() + PATIENCE.toNanos();
        // Of an empty one nobody can tell whether it was sent.
        while (channel.send(buffer, client) == 0 && answer.length > 0) {
            if (System.nanoTime() - end > 0) {
                throw new IOException("no room for a datagram to " + client);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Nothing: the socket is the server's. */
    @Override
    public void close() {}
}
