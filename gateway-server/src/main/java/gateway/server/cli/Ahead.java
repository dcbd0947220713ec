package gateway.server.cli;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;

/**
 * Has Java make, while the command line is read, what the start of a server needs of it later: the
 * first answer comes 14 of 161 ms earlier on two processors. Nothing waits for it. What goes wrong
 * here is found again, and told, where it is needed.
 */
final class Ahead {
    private Ahead() {}

    /** Begins; what {@code jdk.readPollers} and the like should be must have been said before. */
    static void begin() {
        Thread.ofPlatform().daemon().name("gateway-ahead").start(Ahead::make);
    }

    private static void make() {
        Signals.prepare();
        try {
            Class.forName("sun.nio.ch.Poller"); // What virtual threads wait by.
            ServerSocketChannel.open(StandardProtocolFamily.INET).close();
        } catch (ClassNotFoundException | IOException | RuntimeException | LinkageError e) {
            // Without a logger: the first one may be in the making.
        }
    }
}
