package gateway.tck.mock;

import gateway.api.Finish;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** The finish callbacks of one request (EXT-9). */
final class Callbacks implements Consumer<Consumer<Finish>> {
    private final Deque<Consumer<Finish>> registered = new ArrayDeque<>();
    private boolean running;

    @Override
    public synchronized void accept(Consumer<Finish> callback) {
        if (running) {
            throw new IllegalStateException("EXT-9: the callbacks run");
        }
        registered.push(callback);
    }

    /** Runs them, the last first. */
    void run(Finish finish, Consumer<Throwable> log) {
        synchronized (this) {
            running = true;
        }
        for (Consumer<Finish> callback : registered) {
            try {
                callback.accept(finish);
            } catch (Throwable e) {
                log.accept(e);
            }
            Thread.interrupted();
        }
    }
}
