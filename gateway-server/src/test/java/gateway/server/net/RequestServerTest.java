package gateway.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/** What servers have in common: how they begin, what fails in them, how they end. */
@Timeout(60)
class RequestServerTest {
    private static final Endpoint ANY = Endpoint.tcp("127.0.0.1", 0);
    private static final Duration SHORT = Duration.ofMillis(1);

    /** Answers each octet with the same, until there are no more. */
    private static final RequestHandler<StreamRequest> ECHO =
            request -> request.input().transferTo(request.output());

    private static Socket connect(StreamServer server) throws IOException {
        return connect(((Endpoint.Tcp) server.endpoint()).port());
    }

    private static Socket connect(int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    private static void assertServes(StreamServer server) throws IOException {
        try (Socket client = connect(server)) {
            client.getOutputStream().write('x');
            assertEquals('x', client.getInputStream().read());
        }
    }

    private static void assertClosed(Socket client) throws IOException {
        assertEquals(-1, client.getInputStream().read());
    }

    @Test
    void aShutdownEndsTheThreadThatServesWheneverItComes() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (TcpServer server = new TcpServer(ANY, RequestThreads.virtual(), () -> ECHO)) {
                Thread serving = Serving.start(server);
                server.shutdown(); // It may not have begun yet.
                serving.join();
            }
        }
    }

    @Test
    void itServesAgainAfterAShutdown() throws Exception {
        try (TcpServer server = new TcpServer(ANY, RequestThreads.pooled(1), () -> ECHO)) {
            for (int i = 0; i < 3; i++) {
                Thread serving = Serving.start(server);
                assertServes(server);
                server.shutdown();
                serving.join();
            }
        }
    }

    @Test
    void aClosedOneServesNobody() throws Exception {
        TcpServer server = new TcpServer(ANY, RequestThreads.virtual(), () -> ECHO);
        int port = ((Endpoint.Tcp) server.endpoint()).port();
        server.close();
        server.close();
        server.serveForever(); // Returns.
        assertFalse(server.handleRequest(SHORT));
        assertThrows(IOException.class, () -> connect(port).close());
    }

    @Test
    void anInterruptEndsIt() throws Exception {
        try (TcpServer server = new TcpServer(ANY, RequestThreads.virtual(), () -> ECHO)) {
            Thread serving = Serving.start(server);
            assertServes(server);
            serving.interrupt();
            serving.join();
        }
    }

    @Test
    void aThreadThatServesDoesNotWaitForItself() throws Exception {
        CompletableFuture<Throwable> refused = new CompletableFuture<>();
        TcpServer[] it = new TcpServer[1];
        RequestHandler<StreamRequest> handler =
                request ->
                        refused.complete(
                                assertThrows(IllegalStateException.class, it[0]::shutdown));
        try (TcpServer server = new TcpServer(ANY, RequestThreads.serial(), () -> handler)) {
            it[0] = server;
            Serving.start(server);
            try (Socket client = connect(server)) {
                assertClosed(client);
            }
            assertInstanceOf(IllegalStateException.class, refused.get());
            server.shutdown();
        }
    }

    @Test
    void oneThreadServesAtATime() throws Exception {
        try (TcpServer server = new TcpServer(ANY, RequestThreads.virtual(), () -> ECHO)) {
            Serving.start(server);
            assertServes(server);
            assertThrows(IllegalStateException.class, server::serveForever);
            assertServes(server);
        }
    }

    @Test
    void oneRequestIsHandled() throws Exception {
        try (TcpServer server = new TcpServer(ANY, RequestThreads.serial(), () -> ECHO)) {
            assertFalse(server.handleRequest(SHORT));
            try (Socket client = connect(server)) {
                client.getOutputStream().write('x');
                client.shutdownOutput();
                assertTrue(server.handleRequest(Duration.ofSeconds(30)));
                assertEquals('x', client.getInputStream().read());
            }
            assertFalse(server.handleRequest(SHORT));
        }
    }

    @Test
    void noMoreAreHandledAtATimeThanMayBe() throws Exception {
        for (RequestThreads threads :
                List.of(RequestThreads.pooled(2), new RequestThreads.Virtual(2))) {
            BlockingQueue<CountDownLatch> running = new LinkedBlockingQueue<>();
            RequestHandler<StreamRequest> handler =
                    request -> {
                        CountDownLatch go = new CountDownLatch(1);
                        running.add(go);
                        go.await();
                    };
            try (TcpServer server = new TcpServer(ANY, threads, () -> handler);
                    Socket one = connect(server);
                    Socket two = connect(server);
                    Socket three = connect(server)) {
                Thread serving = Serving.start(server);
                // Where there were room it would wait for connections, which is RUNNABLE.
                while (running.size() < 2 || serving.getState() != Thread.State.WAITING) {
                    assertTrue(running.size() <= 2, threads + " have too many");
                    Thread.onSpinWait();
                }
                assertEquals(2, server.handling());
                for (int i = 0; i < 3; i++) {
                    running.take().countDown();
                }
                assertClosed(one);
                assertClosed(two);
                assertClosed(three);
            }
        }
    }

    @Test
    void aShutdownDoesNotWaitForRoom() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        RequestHandler<StreamRequest> handler =
                request -> {
                    running.countDown();
                    go.await();
                };
        TcpServer server = new TcpServer(ANY, RequestThreads.pooled(1), () -> handler);
        try (Socket client = connect(server)) {
            Thread serving = Serving.start(server);
            running.await();
            server.shutdown();
            serving.join();
            assertEquals(1, server.handling());
            go.countDown();
            assertClosed(client);
        }
        server.close();
        assertEquals(0, server.handling());
    }

    @Test
    void aCloseWaitsForHandlers() throws Exception {
        for (RequestThreads threads : EchoMatrixTest.threads().toList()) {
            CountDownLatch running = new CountDownLatch(1);
            RequestHandler<StreamRequest> handler =
                    request -> {
                        running.countDown();
                        request.input().transferTo(request.output());
                        request.output().write('!');
                    };
            TcpServer server = new TcpServer(ANY, threads, () -> handler);
            try (Socket client = connect(server)) {
                Serving.start(server);
                running.await();
                CompletableFuture<Boolean> closed =
                        CompletableFuture.supplyAsync(() -> closes(server));
                client.getOutputStream().write('x');
                assertEquals('x', client.getInputStream().read());
                assertFalse(closed.isDone());
                client.shutdownOutput();
                assertEquals('!', client.getInputStream().read());
                assertTrue(closed.get());
                assertEquals(0, server.handling());
            }
        }
    }

    private static boolean closes(RequestServer<?> server) {
        try {
            server.close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void afterItsGraceACloseInterrupts() throws Exception {
        for (RequestThreads threads : EchoMatrixTest.threads().toList()) {
            CountDownLatch running = new CountDownLatch(1);
            CompletableFuture<Throwable> seen = new CompletableFuture<>();
            RequestHandler<StreamRequest> handler =
                    request -> {
                        running.countDown();
                        try {
                            request.input().read();
                        } catch (IOException e) {
                            seen.complete(e);
                        }
                    };
            TcpServer server = new TcpServer(ANY, threads, () -> handler);
            Thread serving = Serving.start(server);
            try (Socket client = connect(server)) {
                running.await();
                server.close(Duration.ZERO);
                serving.join();
                assertInstanceOf(IOException.class, seen.get());
                assertClosed(client);
            }
        }
    }

    @Test
    void aHandlerCanClose() throws Exception {
        for (RequestThreads threads : EchoMatrixTest.threads().toList()) {
            TcpServer[] it = new TcpServer[1];
            RequestHandler<StreamRequest> handler = request -> it[0].close();
            TcpServer server = new TcpServer(ANY, threads, () -> handler);
            it[0] = server;
            Thread serving = Serving.start(server);
            try (Socket client = connect(server)) {
                assertClosed(client);
                serving.join();
            }
        }
    }

    @Test
    void aTakenPortIsNotHeld() throws Exception {
        try (TcpServer server = new TcpServer(ANY, RequestThreads.virtual(), () -> ECHO)) {
            Endpoint taken = server.endpoint();
            assertThrows(
                    IOException.class,
                    () -> new TcpServer(taken, RequestThreads.virtual(), () -> ECHO).close());
            Serving.start(server);
            assertServes(server);
        }
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new TcpServer(
                                        new Endpoint.Inherited(),
                                        RequestThreads.virtual(),
                                        () -> ECHO)
                                .close());
    }

    @Test
    void anEmptyDatagramIsARequestToo() throws Exception {
        BlockingQueue<Integer> lengths = new LinkedBlockingQueue<>();
        try (UdpServer server =
                        new UdpServer(
                                "127.0.0.1",
                                0,
                                RequestThreads.serial(),
                                () -> request -> lengths.add(request.octets().length));
                var client = DatagramChannel.open()) {
            Serving.start(server);
            client.send(ByteBuffer.allocate(0), server.address());
            assertEquals(0, lengths.take());
        }
    }
}
