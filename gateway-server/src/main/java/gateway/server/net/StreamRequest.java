package gateway.server.net;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/**
 * A connection that was accepted.
 *
 * @param input what the peer sends, buffered; reading waits until the peer sends more or closes
 * @param output to the peer, unbuffered: each array that is written is sent
 * @param channel the connection itself, in blocking mode
 */
public record StreamRequest(
        SocketChannel channel, SocketAddress client, InputStream input, OutputStream output)
        implements SocketRequest {
    static StreamRequest of(SocketChannel channel) throws IOException {
        return new StreamRequest(
                channel,
                channel.getRemoteAddress(),
                new BufferedInputStream(Channels.newInputStream(channel)),
                Channels.newOutputStream(channel));
    }

    /** Ends the output, so that the peer can tell, and closes the connection. */
    @Override
    public void close() throws IOException {
        try (channel) {
            if (channel.isOpen()) {
                channel.shutdownOutput();
            }
        }
    }
}
