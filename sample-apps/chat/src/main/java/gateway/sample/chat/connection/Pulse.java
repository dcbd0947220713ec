package gateway.sample.chat.connection;

import gateway.api.UpgradeHandler;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Runs WebSockets, and looks after all of them from one thread. */
public final class Pulse {
    private static final long BEAT_MILLIS = 100;

    private final Duration silence;
    private final Set<WebSocket> sockets = ConcurrentHashMap.newKeySet();
    private final Thread thread = new Thread(this::beat, "websocket-pulse");

    /** Begins to beat; {@code silence} is as for {@link WebSocket}. */
    public Pulse(Duration silence) {
        this.silence = silence;
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * What an upgraded request does from then on.
     *
     * @param stopping whether the server is about to stop
     * @param conversation is asked for once the connection is there
     */
    public UpgradeHandler handler(
            BooleanSupplier stopping, Function<WebSocket, Conversation> conversation) {
        return (in, out) -> {
            WebSocket socket = new WebSocket(silence, stopping);
            sockets.add(socket);
            try {
                socket.run(in, out, conversation.apply(socket));
            } finally {
                sockets.remove(socket);
            }
        };
    }

    /** Ends the thread. */
    public void stop() {
        thread.interrupt();
    }

    private void beat() {
        try {
            while (true) {
                Thread.sleep(BEAT_MILLIS);
                long now = System.nanoTime();
                sockets.forEach(socket -> socket.beat(now));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
