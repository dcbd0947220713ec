package gateway.server.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gateway.api.Application;
import gateway.server.Gateway;
import gateway.server.call.Concurrency;
import gateway.server.net.Admission;
import gateway.server.net.WhenFull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What other servers got wrong and no row of octets can show; the rows are in cve.wire. */
@Timeout(60)
class AdvisoriesTest {
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String UPGRADE =
            "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n";
    private static final Application SMALL =
            (environ, startResponse) -> {
                startResponse.start("200 OK", List.of());
                return List.of("a".getBytes(ISO_8859_1));
            };

    /** CVE-2022-31015 (waitress), CVE-2022-23634 (Puma): the server died, a body stayed open. */
    @Test
    void fiveHundredAbortsDuringAnAnswerCloseItsBodyOnceEach() throws Exception {
        int aborts = 500;
        CountDownLatch closed = new CountDownLatch(aborts);
        AtomicInteger closes = new AtomicInteger();
        Application endless =
                (environ, startResponse) -> {
                    startResponse.start("200 OK", List.of());
                    return new Endless(
                            () -> {
                                closes.incrementAndGet();
                                closed.countDown();
                            });
                };
        try (Gateway gateway =
                Gateway.serving(SMALL).mount("/endless", endless).on("127.0.0.1", 0).start()) {
            for (int i = 0; i < aborts; i++) {
                try (RawClient client = new RawClient(gateway.uri())) {
                    client.send("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n");
                    assertEquals(200, client.head().status());
                    client.reset();
                }
            }
            assertTrue(closed.await(30, TimeUnit.SECONDS), closed.getCount() + " are still open");
            try (RawClient client = new RawClient(gateway.uri())) {
                client.send(REQUEST);
                assertEquals("a", client.response().body());
            }
        }
        assertEquals(aborts, closes.get());
    }

    /** CVE-2024-49768 (waitress): what came a moment after a bad request was still answered. */
    @Test
    void nothingIsAnsweredBehindABadRequestHoweverLateItComes() throws Exception {
        Probe probe = new Probe();
        try (Gateway gateway = Gateway.serving(probe).on("127.0.0.1", 0).start();
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<String>>> calls = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                int gapMillis = i / 2;
                calls.add(clients.submit(() -> callsOfTwo(gateway, probe, gapMillis)));
            }
            for (Future<List<String>> each : calls) {
                assertEquals(List.of(), each.get());
            }
        }
    }

    private static List<String> callsOfTwo(Gateway gateway, Probe probe, int gapMillis)
            throws Exception {
        try (RawClient client = new RawClient(gateway.uri())) {
            probe.forget(client.localPort());
            client.send("GET / HTTP/1.1\r\nHost: a\r\nX Y: z\r\n\r\n");
            Thread.sleep(gapMillis);
            client.send(REQUEST);
            assertEquals(400, client.response().status());
            assertTrue(client.ended());
            return probe.callsFrom(client.localPort());
        }
    }

    /**
     * CVE-2024-49769 (waitress): a connection that was half closed kept a thread running. One quiet
     * moment is enough: a loop leaves none.
     */
    @Test
    void halfClosedConnectionsCostNoTime() throws Exception {
        CountDownLatch called = new CountDownLatch(16);
        CountDownLatch go = new CountDownLatch(1);
        Application waiting =
                (environ, startResponse) -> {
                    called.countDown();
                    assertTrue(go.await(30, TimeUnit.SECONDS));
                    return SMALL.call(environ, startResponse);
                };
        List<RawClient> clients = new ArrayList<>();
        try (Gateway gateway = Gateway.serving(waiting).on("127.0.0.1", 0).start()) {
            for (int i = 0; i < 16; i++) {
                RawClient client = new RawClient(gateway.uri());
                clients.add(client);
                client.send(REQUEST);
                client.halfClose();
            }
            assertTrue(called.await(30, TimeUnit.SECONDS));
            Duration least = Duration.ofDays(1);
            for (int i = 0; i < 25 && least.toMillis() >= 100; i++) {
                Duration before = processorTime();
                Thread.sleep(200);
                Duration used = processorTime().minus(before);
                least = used.compareTo(least) < 0 ? used : least;
            }
            assertTrue(least.toMillis() < 100, least + " of 200 ms were used at the least");
            go.countDown();
            for (RawClient client : clients) {
                assertEquals("a", client.response().body());
            }
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    private static Duration processorTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** CVE-2019-16770, CVE-2021-29509 (Puma): kept connections had the threads to themselves. */
    @Test
    void keptConnectionsDoNotHaveTheOnlyThreadToThemselves() throws Exception {
        List<RawClient> idle = new ArrayList<>();
        try (Gateway gateway =
                        Gateway.serving(SMALL)
                                .concurrency(new Concurrency.Pool(1))
                                .on("127.0.0.1", 0)
                                .start();
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> greedy = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                idle.add(answered(gateway));
                RawClient client = answered(gateway);
                idle.add(client);
                greedy.add(clients.submit(() -> askForEver(client)));
            }
            for (int i = 0; i < 20; i++) {
                answered(gateway).close();
            }
            assertTrue(greedy.stream().noneMatch(Future::isDone), "one has given up");
            for (RawClient client : idle) {
                client.close();
            }
        }
    }

    private static RawClient answered(Gateway gateway) throws IOException {
        RawClient client = new RawClient(gateway.uri());
        client.send(REQUEST);
        assertEquals(200, client.response().status());
        return client;
    }

    private static void askForEver(RawClient client) {
        try {
            while (true) {
                client.send(REQUEST.repeat(50));
                for (int i = 0; i < 50; i++) {
                    assertEquals(200, client.response().status());
                }
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    /** CVE-2024-1635 (Undertow): upgraded connections that were left at once were kept for ever. */
    @Test
    void upgradedConnectionsThatAreLeftAtOnceAreGivenBack() throws Exception {
        Application upgrading =
                (environ, startResponse) -> {
                    startResponse.upgrade(
                            "x",
                            List.of(),
                            (in, out) -> in.transferTo(OutputStream.nullOutputStream()));
                    return List.of();
                };
        try (Gateway gateway =
                Gateway.serving(upgrading)
                        .admission(Admission.DEFAULT.withConnections(2, WhenFull.WAIT))
                        .on("127.0.0.1", 0)
                        .start()) {
            for (int i = 0; i < 100; i++) {
                try (RawClient client = new RawClient(gateway.uri())) {
                    client.send(UPGRADE);
                    assertEquals(101, client.head().status());
                    if (i % 2 == 0) {
                        client.reset();
                    }
                }
            }
        }
    }

    /** A body without an end. */
    private record Endless(Runnable whenClosed) implements Iterable<byte[]>, AutoCloseable {
        private static final byte[] BLOCK = new byte[64 * 1024];

        @Override
        public Iterator<byte[]> iterator() {
            return Collections.nCopies(Integer.MAX_VALUE, BLOCK).iterator();
        }

        @Override
        public void close() {
            whenClosed.run();
        }
    }
}
