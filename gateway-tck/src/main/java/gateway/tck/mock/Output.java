package gateway.tck.mock;

import gateway.tck.http.Ending;
import gateway.tck.http.Event;
import gateway.tck.http.Patience;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** What the client gets, bounded: an application whose client does not take it waits (BODY-6). */
final class Output {
    private static final int BOUND = 16;
    private static final long POLL_MILLIS = 10;

    private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(BOUND);
    private volatile boolean gone;

    /** Hands something over. */
    void put(Event event) throws IOException {
        try {
            while (!gone && !events.offer(event, POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                // Until there is room, or nobody who could make some.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (gone) {
            throw new IOException("the client is gone");
        }
    }

    /** Takes what comes next; an {@code End} that says so if nothing comes. */
    Event take() throws IOException {
        long deadline = Patience.deadline();
        try {
            while (System.nanoTime() < deadline) {
                boolean last = gone;
                Event event = events.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (event != null) {
                    return event;
                }
                if (last) {
                    return new Event.End(Ending.RESET);
                }
            }
            return new Event.End(Ending.OPEN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    boolean quiet() {
        return events.isEmpty();
    }

    /** Ends it at once, from either side. */
    void leave() {
        gone = true;
    }

    boolean gone() {
        return gone;
    }
}
