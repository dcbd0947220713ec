package gateway.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** What becomes of connections that are too many. */
@Timeout(60)
class AdmissionTest {
    private static final Duration AMPLE = Duration.ofSeconds(30);

    private final Semaphore handled = new Semaphore(0);

    /** Greets, and ends with its client. */
    private final ConnectionHandler greeter =
            new ConnectionHandler() {
                @Override
                public void handle(Connection connection) throws IOException {
                    handled.release();
                    connection.write(text("hi"), new Pace(AMPLE, 1024));
                    connection.awaitRequest(AMPLE);
                    connection.read(new byte[1], 0, 1);
                }

                @Override
                public byte[] refusal() {
                    return "full".getBytes(US_ASCII);
                }
            };

    private static ByteBuffer text(String words) {
        return ByteBuffer.wrap(words.getBytes(US_ASCII));
    }

    private SocketServer serve(WhenFull whenFull) throws IOException {
        return serve(whenFull, greeter);
    }

    private static SocketServer serve(WhenFull whenFull, ConnectionHandler handler)
            throws IOException {
        Binding anywhere = Binding.plain(Endpoint.tcp("127.0.0.1", 0));
        SocketServer server =
                new SocketServer(
                        List.of(anywhere, anywhere),
                        Admission.DEFAULT.withConnections(2, whenFull),
                        handler);
        server.start();
        return server;
    }

    private static Socket connect(SocketServer server, int listener) throws IOException {
        Endpoint.Tcp tcp = (Endpoint.Tcp) server.endpoints().get(listener);
        return new Socket(InetAddress.getLoopbackAddress(), tcp.port());
    }

    private static String greeting(Socket client) throws IOException {
        return new String(client.getInputStream().readNBytes(2), US_ASCII);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void theyWaitUntilThereIsRoom(int listener) throws Exception {
        SocketServer server = serve(WhenFull.WAIT);
        try (Socket first = connect(server, 0);
                Socket second = connect(server, 1)) {
            handled.acquire(2);
            assertEquals("hi", greeting(first));
            assertEquals("hi", greeting(second));
            try (Socket third = connect(server, listener)) {
                assertFalse(handled.tryAcquire());
                assertEquals(0, third.getInputStream().available());
                assertEquals(2, server.open());
                first.shutdownOutput();
                handled.acquire();
                assertEquals("hi", greeting(third));
            }
        }
        server.stop(AMPLE);
    }

    @Test
    void thoseThatWaitAreServedWhenTheServerStops() throws Exception {
        SocketServer server = serve(WhenFull.WAIT);
        try (Socket first = connect(server, 0);
                Socket second = connect(server, 1);
                Socket third = connect(server, 0)) {
            handled.acquire(2);
            assertEquals(List.of(), server.stop(AMPLE));
            assertEquals("hi", greeting(first));
            assertEquals("hi", greeting(second));
            assertEquals("hi", greeting(third));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void orTheyAreTold(int listener) throws Exception {
        SocketServer server = serve(WhenFull.REFUSE);
        try (Socket first = connect(server, 0);
                Socket second = connect(server, 1)) {
            handled.acquire(2);
            assertEquals("hi", greeting(first));
            for (int i = 0; i < 3 * Doorkeeper.REFUSALS; i++) {
                try (Socket third = connect(server, listener)) {
                    third.getOutputStream().write("a request".getBytes(US_ASCII));
                    third.shutdownOutput();
                    assertEquals(
                            "full", new String(third.getInputStream().readAllBytes(), US_ASCII));
                }
            }
            second.shutdownOutput();
            assertEquals("hi", untilServed(server, listener));
        }
        server.stop(AMPLE);
    }

    @Test
    void whoIsBeingToldKeepsNobodyWaiting() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        SocketServer server =
                serve(
                        WhenFull.REFUSE,
                        new ConnectionHandler() {
                            @Override
                            public void handle(Connection connection) throws IOException {
                                greeter.handle(connection);
                            }

                            @Override
                            public byte[] refusal() {
                                if (Thread.currentThread().isVirtual()) { // Not the listener's.
                                    handled.release();
                                    awaitUninterruptibly(go);
                                }
                                return greeter.refusal();
                            }
                        });
        List<Socket> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 2 + Doorkeeper.REFUSALS; i++) {
                clients.add(connect(server, 0));
            }
            handled.acquire(2 + Doorkeeper.REFUSALS);
            for (int i = 0; i < 3; i++) {
                try (Socket client = connect(server, 0)) {
                    client.setSoTimeout(20_000);
                    assertEquals(
                            "full", new String(client.getInputStream().readAllBytes(), US_ASCII));
                }
            }
        } finally {
            go.countDown();
            for (Socket client : clients) {
                client.close();
            }
        }
        server.stop(AMPLE);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The one that was closed leaves a moment later. */
    private static String untilServed(SocketServer server, int listener) throws IOException {
        while (true) {
            try (Socket client = connect(server, listener)) {
                String said = greeting(client);
                if (!said.equals("fu")) {
                    return said;
                }
            } catch (SocketException e) {
                // The rest of the refusal was not read.
            }
        }
    }

    @Test
    void rangesAreChecked() {
        IllegalArgumentException none =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> Admission.DEFAULT.withConnections(0, WhenFull.WAIT));
        assertTrue(none.toString().contains("1 to 1000000"), none.toString());
        assertThrows(IllegalArgumentException.class, () -> Admission.DEFAULT.withBacklog(65_536));
    }
}
