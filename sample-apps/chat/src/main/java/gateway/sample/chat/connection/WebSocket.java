package gateway.sample.chat.connection;

import gateway.sample.chat.websocket.BreachException;
import gateway.sample.chat.websocket.Message;
import gateway.sample.chat.websocket.MessageReader;
import gateway.sample.chat.websocket.Opcode;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * One connection after its upgrade.
 *
 * <pre>
 *   OPEN ─┬─ the peer's Close ──────→ ours is sent ──────────────────────────→ ENDED
 *         ├─ close(code, reason) ───→ CLOSING ─ the peer's Close, or 2 s ────→ ENDED
 *         ├─ a breach ──────────────→ a Close with its code is sent ─────────→ ENDED
 *         └─ end of input, silence ──────────────────────────────────────────→ ENDED
 * </pre>
 */
public final class WebSocket {
    /** Octets of a message at most. */
    public static final int MOST = 64 * 1024;

    private static final int GOING_AWAY = 1001;
    private static final int TOO_SLOW = 1008;
    private static final int BROKEN = 1011;

    private static final int WAITING = 256 * 1024;
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Outbox outbox = new Outbox(WAITING);
    private final Thread owner = Thread.currentThread();
    private final Duration silence;
    private final BooleanSupplier stopping;
    private final Object lock = new Object();
    private boolean ended; // Guarded by lock.
    private volatile long heard = System.nanoTime();
    private volatile long closedAt;
    private volatile boolean closing;
    private volatile boolean asked;

    /**
     * A WebSocket of this thread, which is to {@link #run} it.
     *
     * @param silence after so long a peer is asked for a sign of life, and given up after twice
     *     that
     * @param stopping whether the server is about to stop
     */
    WebSocket(Duration silence, BooleanSupplier stopping) {
        this.silence = silence;
        this.stopping = stopping;
    }

    /** Lets the peer talk until either side has enough. */
    void run(InputStream in, OutputStream out, Conversation conversation)
            throws InterruptedException {
        Thread writer = WriterThread.start(() -> write(out));
        try {
            conversation.opened();
            read(new MessageReader(in, MOST), conversation);
        } catch (BreachException e) {
            outbox.close(Message.close(e.code(), e.reason()), true);
        } catch (IOException | InterruptedException e) {
            writer.interrupt(); // There is nobody to be told.
        } catch (RuntimeException e) {
            outbox.close(Message.close(BROKEN, "the application failed"), true);
            throw e;
        } finally {
            conversation.closed();
            synchronized (lock) {
                ended = true;
                Thread.interrupted(); // Ours, and of no use any more.
            }
            writer.join(FAREWELL.toMillis());
            writer.interrupt();
        }
    }

    private void read(MessageReader reader, Conversation conversation)
            throws IOException, InterruptedException {
        while (true) {
            Message message = reader.next();
            heard = System.nanoTime();
            asked = false;
            switch (message.opcode()) {
                case CLOSE -> {
                    outbox.close(message, false);
                    return;
                }
                case PING -> outbox.offer(message.as(Opcode.PONG));
                case TEXT, BINARY -> {
                    if (!closing) {
                        conversation.received(message);
                    }
                }
                case PONG, CONTINUATION -> {}
            }
        }
    }

    private void write(OutputStream out) {
        try {
            outbox.writeTo(out);
        } catch (InterruptedException | InterruptedIOException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            interrupt(); // The reader may not find out by itself.
        }
    }

    /** Sends a message, waiting for a client that is slow: for answers to its own. */
    public void send(Message message) throws InterruptedException {
        outbox.put(message);
    }

    /** Sends a message and waits for nobody: a client that does not keep up is sent away. */
    public void offer(Message message) {
        if (!outbox.offer(message)) {
            close(TOO_SLOW, "too slow", true);
        }
    }

    private void close(int code, String reason, boolean atOnce) {
        if (outbox.close(Message.close(code, reason), atOnce)) {
            closedAt = System.nanoTime();
            closing = true;
        }
    }

    /** Looks after it; called by the {@link Pulse} some times each second. */
    void beat(long now) {
        if (stopping.getAsBoolean()) {
            close(GOING_AWAY, "the server stops", false);
        }
        long quiet = now - heard;
        if (closing ? now - closedAt > FAREWELL.toNanos() : quiet > 2 * silence.toNanos()) {
            interrupt();
        } else if (quiet > silence.toNanos() && !asked) {
            asked = true;
            outbox.offer(new Message(Opcode.PING, new byte[0]));
        }
    }

    /** Wakes the owner from whatever it waits for, which closes its connection. */
    private void interrupt() {
        synchronized (lock) {
            if (!ended) {
                owner.interrupt();
            }
        }
    }
}
