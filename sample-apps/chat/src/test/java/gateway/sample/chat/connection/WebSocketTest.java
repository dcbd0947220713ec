package gateway.sample.chat.connection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.sample.chat.websocket.Frames;
import gateway.sample.chat.websocket.Message;
import gateway.sample.chat.websocket.Opcode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A WebSocket between two pipes: what a client sees, whatever it does. */
@Timeout(60)
class WebSocketTest {
    private final PipedOutputStream client = new PipedOutputStream();
    private final InputStream in = new PipedInputStream(client, 1 << 20);
    private final LinkedBlockingQueue<byte[]> frames = new LinkedBlockingQueue<>();
    private final CountDownLatch taken = new CountDownLatch(1);
    private final List<String> heard = new ArrayList<>();
    private final AtomicReference<WebSocket> socket = new AtomicReference<>();
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private volatile boolean stopping;
    private volatile boolean stuck;
    private Duration silence = Duration.ofHours(1);

    WebSocketTest() throws IOException {}

    @AfterEach
    void letGo() {
        taken.countDown();
    }

    /** Takes frame by frame, or nothing until it is interrupted. */
    private final OutputStream out =
            new OutputStream() {
                @Override
                public void write(int octet) {
                    throw new AssertionError("octet by octet");
                }

                @Override
                public void write(byte[] source) throws IOException {
                    try {
                        if (stuck) {
                            taken.await();
                        }
                        frames.add(source);
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                }
            };

    private WebSocket run(Conversation conversation) throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        Thread thread =
                new Thread(
                        () -> {
                            WebSocket mine = new WebSocket(silence, () -> stopping);
                            socket.set(mine);
                            started.countDown();
                            try {
                                mine.run(in, out, conversation);
                                end.complete("well");
                            } catch (InterruptedException | RuntimeException e) {
                                end.complete(e.toString());
                            }
                        });
        thread.setDaemon(true);
        thread.start();
        started.await();
        return socket.get();
    }

    private Conversation echo() {
        return new Conversation() {
            @Override
            public void opened() {
                heard.add("opened");
            }

            @Override
            public void received(Message message) throws InterruptedException {
                heard.add(message.text());
                socket.get().send(message);
            }

            @Override
            public void closed() {
                heard.add("closed");
            }
        };
    }

    private void send(String row) throws IOException {
        client.write(Frames.of(row));
        client.flush();
    }

    private void sees(Message message) throws InterruptedException {
        byte[] frame = frames.poll(30, TimeUnit.SECONDS);
        assertTrue(frame != null, "no frame came");
        assertArrayEquals(message.frame(), frame, () -> new String(frame, UTF_8));
    }

    private String end() throws Exception {
        return end.get(30, TimeUnit.SECONDS);
    }

    @Test
    void answersMessagesPingsAndTheFarewell() throws Exception {
        run(echo());

        send("81:Hello 89:? 88#03E87B");

        sees(Message.text("Hello"));
        sees(new Message(Opcode.PONG, new byte[] {'?'}));
        sees(Message.close(1000, "{"));
        assertEquals("well", end());
        assertEquals(List.of("opened", "Hello", "closed"), heard);
    }

    @Test
    void saysWhatTheClientDidWrong() throws Exception {
        run(echo());

        send("83:x");

        sees(Message.close(1002, "no such opcode"));
        assertEquals("well", end());
    }

    @Test
    void endsWithTheConnection() throws Exception {
        run(echo());

        client.close();

        assertEquals("well", end());
        assertEquals(List.of("opened", "closed"), heard);
        assertTrue(frames.isEmpty());
    }

    @Test
    void saysThatTheApplicationFailed() throws Exception {
        run(
                message -> {
                    throw new IllegalStateException("a bug");
                });

        send("81:x");

        sees(Message.close(1011, "the application failed"));
        assertEquals("java.lang.IllegalStateException: a bug", end());
    }

    @Test
    void goesAwayWhenTheServerStops() throws Exception {
        WebSocket mine = run(echo());
        stopping = true;

        mine.beat(System.nanoTime());
        mine.beat(System.nanoTime());
        sees(Message.close(1001, "the server stops"));
        assertFalse(end.isDone(), "it waits for the client's farewell");
        // What was under way is not answered any more.
        send("81:late 88#03E9");

        assertEquals("well", end());
        assertTrue(frames.isEmpty(), "one farewell");
        assertEquals(List.of("opened", "closed"), heard);
    }

    @Test
    void waitsForNoFarewellForEver() throws Exception {
        WebSocket mine = run(echo());
        stopping = true;

        mine.beat(System.nanoTime());
        sees(Message.close(1001, "the server stops"));
        mine.beat(System.nanoTime() + TimeUnit.SECONDS.toNanos(3));

        assertEquals("well", end());
    }

    @Test
    void asksForASignOfLifeAndGivesUp() throws Exception {
        silence = Duration.ofSeconds(20);
        WebSocket mine = run(echo());
        long start = System.nanoTime();

        mine.beat(start + TimeUnit.SECONDS.toNanos(10));
        mine.beat(start + TimeUnit.SECONDS.toNanos(25));
        mine.beat(start + TimeUnit.SECONDS.toNanos(30));
        sees(new Message(Opcode.PING, new byte[0]));
        send("8A: 81:back");
        sees(Message.text("back"));
        assertTrue(frames.isEmpty(), "one ping is enough");
        mine.beat(System.nanoTime() + TimeUnit.SECONDS.toNanos(25));
        sees(new Message(Opcode.PING, new byte[0]));
        assertFalse(end.isDone());
        mine.beat(System.nanoTime() + TimeUnit.SECONDS.toNanos(41));

        assertEquals("well", end());
        assertEquals(List.of("opened", "back", "closed"), heard);
    }

    @Test
    void keepsABoundedAmountForASlowClient() throws Exception {
        stuck = true;
        WebSocket mine = run(echo());
        Message large = Message.text("x".repeat(60_000));

        // One is being written, four wait, and the next one is too much.
        for (int i = 0; i < 10; i++) {
            mine.offer(large);
        }
        stuck = false;
        taken.countDown();
        send("88#03F0");

        assertEquals("well", end());
        List<Integer> lengths = frames.stream().map(frame -> frame.length).toList();
        assertTrue(lengths.size() <= 2, () -> "what waited was kept: " + lengths);
        byte[] last = List.copyOf(frames).get(frames.size() - 1);
        assertArrayEquals(Message.close(1008, "too slow").frame(), last);
    }

    @Test
    void whatIsEmptyTakesRoomToo() throws Exception {
        Outbox outbox = new Outbox(1000);
        Message ping = new Message(Opcode.PING, new byte[0]);
        int kept = 0;
        while (kept < 1000 && outbox.offer(ping)) {
            kept++;
        }
        assertEquals(15, kept);

        // What is written makes room again.
        CompletableFuture<String> written = new CompletableFuture<>();
        Thread writer =
                new Thread(
                        () -> {
                            try {
                                outbox.writeTo(out);
                                written.complete("well");
                            } catch (IOException | InterruptedException e) {
                                written.completeExceptionally(e);
                            }
                        });
        writer.start();
        for (int i = 0; i < 100; i++) {
            outbox.put(ping);
        }
        outbox.close(Message.close(1000, ""), false);

        assertEquals("well", written.get(30, TimeUnit.SECONDS));
        assertEquals(116, frames.size());
    }

    @Test
    void sendingWaitsForRoomAndEndsWithTheFarewell() throws Exception {
        Outbox outbox = new Outbox(10);
        outbox.put(Message.text("0123456789"));
        assertFalse(outbox.offer(Message.text("x")));
        CompletableFuture<String> put = new CompletableFuture<>();
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                outbox.put(Message.text("x"));
                                put.complete("let go");
                            } catch (InterruptedException e) {
                                put.completeExceptionally(e);
                            }
                        });
        thread.start();
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        assertTrue(outbox.close(Message.close(1000, ""), false));

        assertEquals("let go", put.get(30, TimeUnit.SECONDS));
        assertFalse(outbox.close(Message.close(1001, ""), false), "one farewell");
        outbox.writeTo(out);
        sees(Message.text("0123456789"));
        sees(Message.close(1000, ""));
        assertTrue(frames.isEmpty());
    }
}
