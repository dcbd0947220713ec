package gateway.server.net;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** What becomes of connections for which there is no room, under {@link WhenFull#REFUSE}. */
final class Surplus {
    private static final Logger LOG = LoggerFactory.getLogger(Surplus.class);

    /** How long a refused client may take to read why. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final int DRAIN = 64 * 1024;

    private final ConnectionHandler handler;
    private final ServerListener events;

    Surplus(ConnectionHandler handler, ServerListener events) {
        this.handler = handler;
        this.events = events;
    }

    /** Says why if that can be done at once: the listener must go on. */
    void turnAway(SocketChannel channel, Binding binding) {
        events.turnedAway();
        try (channel) {
            if (binding.tls().isEmpty()) {
                channel.configureBlocking(false);
                channel.write(ByteBuffer.wrap(handler.refusal()));
            }
        } catch (IOException e) {
            LOG.debug("a connection was gone before it was refused", e);
        }
    }

    /** Under TLS nothing can be said without a handshake, which costs more than is to spare. */
    void refuse(Connection connection) throws IOException {
        events.turnedAway();
        if (connection.binding().tls().isEmpty()) {
            byte[] words = handler.refusal();
            connection.write(ByteBuffer.wrap(words), new Pace(PATIENCE, words.length + 1));
            connection.closeLingering(DRAIN, PATIENCE);
        }
    }
}
