package gateway.server.net;

import java.nio.channels.SocketChannel;
import java.util.function.BiConsumer;

/** Lets connections in at one listener: to be served while there is room, else to be refused. */
final class Doorkeeper implements Listener.Entrance {
    /** How many may be on their way out at a time; the others wait to be refused. */
    static final int REFUSALS = 64;

    private final Gate served;
    private final Gate refused;
    private final WhenFull whenFull;
    private final BiConsumer<SocketChannel, Gate> accepted;

    /**
     * Passes on what comes in.
     *
     * @param served the gate of connections that are served
     * @param refused the gate of those that are told that there is no room
     */
    Doorkeeper(
            Gate served,
            Gate refused,
            WhenFull whenFull,
            BiConsumer<SocketChannel, Gate> accepted) {
        this.served = served;
        this.refused = refused;
        this.whenFull = whenFull;
        this.accepted = accepted;
    }

    @Override
    public void await() {
        if (whenFull == WhenFull.WAIT) {
            served.enter();
        }
    }

    @Override
    public void accepted(SocketChannel channel) {
        Gate entered = served;
        if (whenFull == WhenFull.REFUSE && !served.tryEnter()) {
            refused.enter();
            entered = refused;
        }
        accepted.accept(channel, entered);
    }

    @Override
    public void noneCame() {
        if (whenFull == WhenFull.WAIT) {
            served.leave();
        }
    }
}
