package gateway.conformance;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/**
 * Clients that send one request after the other, look at each answer, retry nothing, and count. How
 * long and how much is bounded: after that they stop by themselves, and are said to have.
 */
final class Crowd implements AutoCloseable {
    private static final long LONGEST_NANOS = 240_000_000_000L;
    private static final long MOST_EACH = 60_000;

    /** Between an answer and the next request: this machine has other things to do as well. */
    private static final long PAUSE_MILLIS = 10;

    /**
     * A request and what must come of it.
     *
     * @param kind what it is counted as, such as {@code "GET"}
     * @param status of the answer
     */
    record Ask(String kind, String text, int status) {
        static Ask get(String host, String path, int status) {
            return new Ask(
                    "GET", "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n", status);
        }

        /** The same over a connection that ends with it. */
        Ask alone() {
            return new Ask(kind, text.replaceFirst("\r\n", "\r\nConnection: close\r\n"), status);
        }
    }

    private final SocketAddress address;
    private final long end = System.nanoTime() + LONGEST_NANOS;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, AtomicLong> answers = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean leaving;

    /** Of clients that go to one address. */
    Crowd(SocketAddress address) {
        this.address = address;
    }

    /**
     * Adds one that asks over one connection after the other: a new one as soon as an answer closes
     * the last.
     *
     * @param script the nth request, from 0 on
     */
    void add(LongFunction<Ask> script) {
        threads.execute(() -> ask(script));
    }

    private void ask(LongFunction<Ask> script) {
        List<Connection> open = new ArrayList<>(1);
        try {
            ask(script, open);
            close(open);
        } catch (InterruptedException | RuntimeException | IOException e) {
            failures.add("the client itself: " + e);
        }
    }

    /** Over the connection that is open, if one is. */
    private void ask(LongFunction<Ask> script, List<Connection> open)
            throws IOException, InterruptedException {
        for (long number = 0; !leaving; number++) {
            if (System.nanoTime() > end || number == MOST_EACH) {
                failures.add("asked enough, before it was told to leave");
                return;
            }
            Ask ask = script.apply(number);
            try {
                if (open.isEmpty()) {
                    open.add(Connection.to(address));
                }
                open.getFirst().send(ask.text());
                Answer answer =
                        open.getFirst()
                                .answer()
                                .orElseThrow(() -> new IOException("closed, no answer"));
                if (answer.closes()) {
                    open.removeFirst().close();
                }
                if (answer.status() == ask.status()) {
                    answers.computeIfAbsent(ask.kind(), kind -> new AtomicLong()).incrementAndGet();
                } else {
                    failures.add(ask.kind() + ": " + answer.status());
                }
            } catch (IOException e) {
                failures.add(ask.kind() + ": " + e.getMessage());
                close(open);
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static void close(List<Connection> open) throws IOException {
        for (Connection each : open) {
            each.close();
        }
        open.clear();
    }

    /** How many requests of all were answered as they must be. */
    long answered() {
        return answers.values().stream().mapToLong(AtomicLong::get).sum();
    }

    /** How many of a kind. */
    long answered(String kind) {
        return answers.getOrDefault(kind, new AtomicLong()).get();
    }

    /** Those that were not, in the order of their ends. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Waits until so many more requests were answered. */
    void awaitMore(long count) throws InterruptedException {
        long enough = answered() + count;
        while (answered() < enough) {
            if (System.nanoTime() > end) {
                throw new AssertionError("too few answers: " + this);
            }
            Thread.sleep(5);
        }
    }

    /** Lets each finish its request. */
    void leave() {
        leaving = true;
        threads.close();
    }

    @Override
    public void close() {
        leave();
    }

    @Override
    public String toString() {
        return answers + " answered, " + failures.size() + " failed " + failures;
    }
}
