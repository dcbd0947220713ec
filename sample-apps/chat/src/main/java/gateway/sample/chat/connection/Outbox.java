package gateway.sample.chat.connection;

import gateway.sample.chat.websocket.Message;
import gateway.sample.chat.websocket.Opcode;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What waits for one client, bounded in octets; a farewell is the last that gets in. */
final class Outbox {
    /** What a message takes besides its payload, about: without it, empty ones had no bound. */
    private static final int OVERHEAD = 64;

    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock(); // Guards what follows.
    private final Condition changed = lock.newCondition();
    private final Deque<Message> waiting = new ArrayDeque<>();
    private int octets;
    private boolean closed;

    /**
     * Makes an empty one.
     *
     * @param capacity octets that may wait; one message gets in however long it is
     */
    Outbox(int capacity) {
        this.capacity = capacity;
    }

    /** Adds a message if there is room, or if it is pointless now; false if it is full. */
    boolean offer(Message message) {
        lock.lock();
        try {
            return closed || add(message);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for room, and adds a message, unless a farewell was said. */
    void put(Message message) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && !add(message)) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean add(Message message) {
        if (!waiting.isEmpty() && octets + size(message) > capacity) {
            return false;
        }
        waiting.add(message);
        octets += size(message);
        changed.signalAll();
        return true;
    }

    private static int size(Message message) {
        return message.length() + OVERHEAD;
    }

    /**
     * Says farewell; nothing gets in any more.
     *
     * @param atOnce forgets what waits
     * @return false if it was said before
     */
    boolean close(Message farewell, boolean atOnce) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            if (atOnce) {
                waiting.clear();
            }
            waiting.add(farewell);
            closed = true;
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Writes whatever comes, up to the farewell. */
    void writeTo(OutputStream out) throws IOException, InterruptedException {
        Message message;
        do {
            message = take();
            out.write(message.frame());
        } while (message.opcode() != Opcode.CLOSE);
    }

    private Message take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty()) {
                changed.await();
            }
            Message message = waiting.remove();
            octets -= size(message);
            changed.signalAll();
            return message;
        } finally {
            lock.unlock();
        }
    }
}
