package gateway.server.call;

import gateway.api.Finish;
import gateway.server.http.RequestHead;
import gateway.server.log.LoggedThrowable;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.function.Consumer;

/** The value of {@code gateway.on_finish}: runs what was registered, last-in first-out (EXT-9). */
final class FinishCallbacks implements Consumer<Consumer<Finish>> {
    private static final Logger LOG = LoggerFactory.getLogger(FinishCallbacks.class);

    private final RequestHead request;
    private final Deque<Consumer<Finish>> callbacks = new ArrayDeque<>(0);
    private boolean over;

    FinishCallbacks(RequestHead request) {
        this.request = request;
    }

    @Override
    public void accept(Consumer<Finish> callback) {
        Objects.requireNonNull(callback, "EXT-9: the callback is null");
        if (over) {
            throw new IllegalStateException("SR-8: the request is over");
        }
        callbacks.push(callback);
    }

    boolean isEmpty() {
        return callbacks.isEmpty();
    }

    /** Runs them; one that throws does not keep the others from running. */
    void run(Finish finish) {
        over = true;
        for (Consumer<Finish> callback : callbacks) {
            try {
                callback.accept(finish);
            } catch (Throwable e) {
                LOG.error("{}: a finish callback failed", request, LoggedThrowable.of(e));
            }
            Thread.interrupted();
        }
    }
}
