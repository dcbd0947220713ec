package gateway.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** What a server calls, and what becomes of what is thrown there. */
@Timeout(60)
class RequestServerCallsTest {
    private static final Endpoint ANY = Endpoint.tcp("127.0.0.1", 0);
    private static final Duration SHORT = Duration.ofMillis(1);

    private static Socket connect(StreamServer server) throws IOException {
        int port = ((Endpoint.Tcp) server.endpoint()).port();
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    private static void assertClosed(Socket client) throws IOException {
        assertEquals(-1, client.getInputStream().read());
    }

    @Test
    void serviceActionsComeThoughNobodyAsks() throws Exception {
        Semaphore actions = new Semaphore(0);
        try (TcpServer server =
                new TcpServer(ANY, RequestThreads.serial(), () -> request -> {}) {
                    @Override
                    protected void serviceActions() {
                        actions.release();
                        if (actions.availablePermits() >= 3) {
                            Thread.currentThread().interrupt();
                        }
                    }
                }) {
            server.serveForever(SHORT);
            assertTrue(Thread.interrupted());
            assertEquals(3, actions.availablePermits());
        }
    }

    @Test
    void serviceActionsComeThoughThereIsNoRoom() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Semaphore actions = new Semaphore(0);
        RequestHandler<StreamRequest> handler =
                request -> {
                    running.countDown();
                    go.await();
                };
        try (TcpServer server =
                        new TcpServer(ANY, RequestThreads.pooled(1), () -> handler) {
                            @Override
                            protected void serviceActions() {
                                if (running.getCount() == 0) {
                                    actions.release();
                                }
                            }
                        };
                Socket client = connect(server)) {
            Thread serving = new Thread(() -> serve(server));
            serving.start();
            actions.acquire(3);
            go.countDown();
            assertClosed(client);
            server.shutdown();
            serving.join();
        }
    }

    private static void serve(TcpServer server) {
        try {
            server.serveForever(SHORT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its handlers say what is called, and throw what they are told to. */
    private static final class Told implements RequestHandler<StreamRequest> {
        private final String where;
        private final List<String> calls;

        Told(String where, List<String> calls) {
            this.where = where;
            this.calls = calls;
        }

        private void call(String name) throws Exception {
            calls.add(name);
            if (name.equals(where)) {
                throw new Exception(name);
            }
        }

        @Override
        public void setup(StreamRequest request) throws Exception {
            call("setup");
        }

        @Override
        public void handle(StreamRequest request) throws Exception {
            call("handle");
        }

        @Override
        public void finish(StreamRequest request) throws Exception {
            call("finish");
        }
    }

    private static List<String> calls(String where, RequestThreads threads) throws Exception {
        List<String> calls = new CopyOnWriteArrayList<>();
        try (TcpServer server =
                new TcpServer(ANY, threads, () -> new Told(where, calls)) {
                    @Override
                    protected boolean verifyRequest(StreamRequest request) throws Exception {
                        if (where.equals("verify")) {
                            throw new Exception("verify");
                        }
                        return !where.equals("unwanted");
                    }

                    @Override
                    protected void handleError(StreamRequest request, Exception error) {
                        assertTrue(request.channel().isOpen());
                        calls.add("error in " + error.getMessage());
                    }
                }) {
            Serving.start(server);
            for (int i = 0; i < 2; i++) { // It goes on.
                calls.clear();
                try (Socket client = connect(server)) {
                    assertClosed(client);
                }
            }
        } // Behind the last handler.
        return List.copyOf(calls);
    }

    @Test
    void whatFailsIsToldAndTheConnectionIsClosed() throws Exception {
        for (RequestThreads threads : EchoMatrixTest.threads().toList()) {
            assertEquals(List.of("setup", "handle", "finish"), calls("nowhere", threads));
            assertEquals(List.of("setup", "error in setup"), calls("setup", threads));
            assertEquals(
                    List.of("setup", "handle", "finish", "error in handle"),
                    calls("handle", threads));
            assertEquals(
                    List.of("setup", "handle", "finish", "error in finish"),
                    calls("finish", threads));
            assertEquals(List.of("error in verify"), calls("verify", threads));
            assertEquals(List.of(), calls("unwanted", threads));
        }
    }

    @Test
    void anErrorIsNotHandled() throws Exception {
        RequestHandler<StreamRequest> handler =
                request -> {
                    throw new AssertionError("on purpose");
                };
        try (TcpServer server = new TcpServer(ANY, RequestThreads.serial(), () -> handler);
                Socket client = connect(server)) {
            assertThrows(AssertionError.class, server::serveForever);
            assertClosed(client);
        }
    }
}
