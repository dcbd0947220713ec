package gateway.server.net;

import java.nio.channels.SocketChannel;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Lets connections in at one listener: to be served while there is room, else to be refused.
 *
 * <p>It waits for nobody whom it will refuse: where those that are being told are too many as well,
 * the next one is turned away at once.
 */
final class Doorkeeper implements Listener.Entrance {
    /** How many may take their time to read that there is no room. */
    static final int REFUSALS = 64;

    private final Gate served;
    private final Gate refused;
    private final WhenFull whenFull;
    private final BiConsumer<SocketChannel, Gate> accepted;
    private final Consumer<SocketChannel> turnedAway;

    /**
     * Passes on what comes in.
     *
     * @param served the gate of connections that are served
     * @param refused the gate of those that are told that there is no room
     * @param accepted takes those that are in
     * @param turnedAway closes one for which there was no room at either gate
     */
    Doorkeeper(
            Gate served,
            Gate refused,
            WhenFull whenFull,
            BiConsumer<SocketChannel, Gate> accepted,
            Consumer<SocketChannel> turnedAway) {
        this.served = served;
        this.refused = refused;
        this.whenFull = whenFull;
        this.accepted = accepted;
        this.turnedAway = turnedAway;
    }

    @Override
    public void await() {
        if (whenFull == WhenFull.WAIT) {
            served.enter();
        }
    }

    @Override
    public void accepted(SocketChannel channel) {
        if (whenFull == WhenFull.WAIT || served.tryEnter()) {
            accepted.accept(channel, served);
        } else if (refused.tryEnter()) {
            accepted.accept(channel, refused);
        } else {
            turnedAway.accept(channel);
        }
    }

    @Override
    public void noneCame() {
        if (whenFull == WhenFull.WAIT) {
            served.leave();
        }
    }
}
