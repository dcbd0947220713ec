package gateway.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

@Timeout(60)
class SocketServerTest {
    private static final Duration AMPLE = Duration.ofSeconds(30);

    private static SocketServer serve(ConnectionHandler handler) throws IOException {
        SocketServer server = new SocketServer(List.of(at(0)), Admission.DEFAULT, handler);
        server.start();
        return server;
    }

    private static Binding at(int port) {
        return Binding.plain(Endpoint.tcp("127.0.0.1", port));
    }

    private static int port(SocketServer server) {
        return server.endpoints().getFirst() instanceof Endpoint.Tcp tcp ? tcp.port() : 0;
    }

    private static Socket connect(SocketServer server) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port(server));
    }

    private static void echoLine(Connection connection) throws IOException {
        byte[] octets = new byte[100];
        connection.awaitRequest(AMPLE);
        int count = connection.read(octets, 0, octets.length);
        if (count > 0) {
            connection.write(ByteBuffer.wrap(octets, 0, count), new Pace(AMPLE, 1024));
        }
    }

    @Test
    void eachConnectionIsHandledAndClosed() throws Exception {
        SocketServer server = serve(SocketServerTest::echoLine);
        for (int i = 0; i < 3; i++) {
            try (Socket client = connect(server)) {
                client.getOutputStream().write("ping".getBytes(US_ASCII));
                assertEquals("ping", new String(client.getInputStream().readAllBytes(), US_ASCII));
            }
        }
        assertEquals(List.of(), server.stop(AMPLE));
    }

    @Test
    void aHandlerThatFailsEndsItsOwnConnectionOnly() throws Exception {
        SocketServer server =
                serve(
                        connection -> {
                            throw new AssertionError("on purpose");
                        });
        for (int i = 0; i < 3; i++) {
            try (Socket client = connect(server)) {
                assertEquals(-1, client.getInputStream().read());
            }
        }
        server.stop(AMPLE);
    }

    @Test
    void aStopWaitsForWhatIsRunning() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        SocketServer server =
                serve(
                        connection -> {
                            running.countDown();
                            try {
                                go.await();
                            } catch (InterruptedException e) {
                                throw new IOException(e);
                            }
                            connection.write(
                                    ByteBuffer.wrap("late".getBytes(US_ASCII)),
                                    new Pace(AMPLE, 1024));
                        });
        try (Socket client = connect(server)) {
            running.await();
            CompletableFuture<List<String>> aborted =
                    CompletableFuture.supplyAsync(() -> server.stop(AMPLE));
            int port = client.getPort();
            // The port is given up before what runs has ended.
            while (accepts(port)) {
                Thread.onSpinWait();
            }
            assertFalse(aborted.isDone());
            go.countDown();
            assertEquals("late", new String(client.getInputStream().readAllBytes(), US_ASCII));
            assertEquals(List.of(), aborted.get());
        }
    }

    private static boolean accepts(int port) throws IOException {
        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return probe.isConnected();
        } catch (ConnectException e) {
            return false;
        }
    }

    @Test
    void aStopEndsAConnectionThatWaitsForARequest() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        SocketServer server =
                serve(
                        connection -> {
                            waiting.countDown();
                            echoLine(connection);
                        });
        try (Socket client = connect(server)) {
            waiting.await();
            assertEquals(List.of(), server.stop(AMPLE));
            assertEquals(-1, client.getInputStream().read());
        }
    }

    @Test
    void whatOutlastsTheGraceIsAborted() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        AtomicReference<Throwable> seen = new AtomicReference<>(new Throwable("nothing"));
        SocketServer server =
                serve(
                        connection -> {
                            connection.task().begin("a task");
                            running.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                seen.set(e);
                            }
                        });
        try (Socket client = connect(server)) {
            running.await();
            assertEquals(List.of("a task"), server.stop(Duration.ZERO));
            assertTrue(seen.get() instanceof InterruptedException, seen.get().toString());
            assertThrows(IOException.class, () -> client.getInputStream().read());
        }
    }

    @Test
    void anInterruptEndsTheGrace() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        SocketServer server =
                serve(
                        connection -> {
                            connection.task().begin("a task");
                            running.countDown();
                            connection.read(new byte[1], 0, 1);
                        });
        try (Socket client = connect(server)) {
            running.await();
            Thread.currentThread().interrupt();
            assertEquals(List.of("a task"), server.stop(AMPLE));
            assertTrue(Thread.interrupted());
            assertThrows(IOException.class, () -> client.getInputStream().read());
        }
    }

    @Test
    void aReadThatIsOverdueFindsTheEndOfInput() throws Exception {
        CompletableFuture<String> outcome = new CompletableFuture<>();
        SocketServer server =
                serve(
                        connection -> {
                            connection.awaitInput(Duration.ofMillis(1));
                            int count = connection.read(new byte[1], 0, 1);
                            outcome.complete(count + " " + connection.expired());
                            connection.write(
                                    ByteBuffer.wrap("too slow".getBytes(US_ASCII)),
                                    new Pace(AMPLE, 1024));
                        });
        try (Socket client = connect(server)) {
            assertEquals("-1 true", outcome.get());
            assertEquals("too slow", new String(client.getInputStream().readAllBytes(), US_ASCII));
        }
        server.stop(AMPLE);
    }

    /**
     * It crosses the close: what was not read makes the system reset the connection, and on Linux
     * that does not hide an end that came before.
     */
    @Test
    void aRequestThatComesTooLateFindsAnEndAndNoReset() throws Exception {
        CountDownLatch overdue = new CountDownLatch(1);
        CompletableFuture<Boolean> sent = new CompletableFuture<>();
        SocketServer server =
                serve(
                        connection -> {
                            connection.awaitRequest(Duration.ofMillis(1));
                            assertEquals(-1, connection.read(new byte[1], 0, 1));
                            overdue.countDown();
                            sent.join();
                        });
        try (Socket client = connect(server)) {
            overdue.await();
            client.getOutputStream().write("late".getBytes(US_ASCII));
            sent.complete(true);
            assertEquals(-1, client.getInputStream().read());
        }
        server.stop(AMPLE);
    }

    @Test
    void aWriteThatIsOverdueLosesTheConnection() throws Exception {
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        SocketServer server =
                serve(
                        connection -> {
                            Pace pace = new Pace(Duration.ofMillis(1), 1 << 30);
                            try {
                                while (true) {
                                    connection.write(ByteBuffer.allocate(1 << 20), pace);
                                }
                            } catch (IOException e) {
                                outcome.complete(e);
                            }
                        });
        try (Socket client = connect(server)) {
            // The client reads nothing.
            assertTrue(outcome.get() instanceof ConnectionLostException, outcome.get().toString());
            assertTrue(client.isConnected());
        }
        server.stop(AMPLE);
    }

    @Test
    void aConnectionThatCannotBeHandledIsForgotten() throws Exception {
        AtomicBoolean failed = new AtomicBoolean();
        SocketServer server =
                new SocketServer(
                        List.of(at(0)),
                        Admission.DEFAULT,
                        SocketServerTest::echoLine,
                        ServerListener.NONE,
                        task ->
                                failed.compareAndSet(false, true)
                                        ? new Unstartable()
                                        : Thread.ofVirtual().unstarted(task));
        server.start();
        try (Socket client = connect(server)) {
            assertEquals(-1, client.getInputStream().read());
        }
        assertEquals(0, server.open());
        try (Socket client = connect(server)) {
            client.getOutputStream().write('x');
            assertEquals('x', client.getInputStream().read());
        }
        server.stop(AMPLE);
    }

    private static final class Unstartable extends Thread {
        @Override
        public void start() {
            throw new OutOfMemoryError("on purpose");
        }
    }

    @Test
    void aPeerThatVanishesIsFoundOut() throws Exception {
        try (ServerSocketChannel server =
                        ServerSocketChannel.open()
                                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                SocketChannel client = SocketChannel.open(server.getLocalAddress());
                SocketChannel accepted = server.accept()) {
            assertTrue(client.isConnected());
            SocketServer.prepare(accepted);
            assertTrue(accepted.getOption(StandardSocketOptions.SO_KEEPALIVE));
            assertTrue(accepted.getOption(StandardSocketOptions.TCP_NODELAY));
        }
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        SocketServer server = serve(SocketServerTest::echoLine);
        int port = port(server);
        BindFailedException refused =
                assertThrows(
                        BindFailedException.class,
                        () ->
                                new SocketServer(
                                        List.of(at(0), at(port)),
                                        Admission.DEFAULT,
                                        SocketServerTest::echoLine));
        assertTrue(refused.toString().contains("127.0.0.1:" + port), refused.toString());
        server.stop(AMPLE);
    }

    @Test
    void aHundredStartsAndStopsLeaveNoThread() throws Exception {
        serveOnce();
        int before = Thread.activeCount();
        for (int i = 0; i < 100; i++) {
            serveOnce();
        }
        while (Thread.activeCount() > before) {
            Thread.onSpinWait(); // The reaper may be on its way out; a leak would never end, and
            // time out.
        }
    }

    private static void serveOnce() throws Exception {
        SocketServer server = serve(SocketServerTest::echoLine);
        try (Socket client = connect(server)) {
            client.getOutputStream().write('x');
            assertEquals('x', client.getInputStream().read());
        }
        server.stop(AMPLE);
    }
}
