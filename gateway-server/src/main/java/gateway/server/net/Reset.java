package gateway.server.net;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/**
 * The end of a connection that its peer can tell from an orderly one: the end of a body that lasts
 * to the close would look like an end (ERR-3). By any thread.
 */
final class Reset {
    private Reset() {}

    /** Closes it at once. */
    static void close(SocketChannel channel) {
        prepare(channel);
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing is left to be done for it.
        }
    }

    /** Makes of its close, by whomever, a reset. */
    static void prepare(SocketChannel channel) {
        try {
            if (channel.supportedOptions().contains(StandardSocketOptions.SO_LINGER)) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            } // A Unix-domain socket has no reset.
        } catch (IOException e) {
            // Closed already; nothing is left to be done for it.
        }
    }
}
