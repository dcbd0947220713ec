package gateway.server.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.server.Gateway;
import gateway.server.Observers;
import gateway.server.call.Concurrency;
import gateway.server.http.Phase;
import gateway.server.http.Timeouts;
import gateway.server.net.Admission;
import gateway.server.net.BindFailedException;
import gateway.server.net.Endpoint;
import gateway.server.net.WhenFull;
import gateway.server.wire.RawClient;
import gateway.server.wire.Response;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** What the admin listener says of a server, beside what a client of that server knows. */
@Timeout(60)
class AdminTest {
    private static final String END = " HTTP/1.1\r\nHost: a\r\n\r\n";

    private static final Application BY_PATH =
            (environ, startResponse) -> {
                if (Environ.pathInfo(environ).equals("/fails")) {
                    throw new IllegalStateException("fails");
                }
                startResponse.start("200 OK", List.of());
                return List.of("hello, world".getBytes(ISO_8859_1));
            };

    private static Operations open() throws IOException {
        return Operations.open(
                OpsSettings.NOTHING.withAdmin(Endpoint.tcp("127.0.0.1", 0)),
                () -> "--bind (default)\n");
    }

    private static Gateway.Builder observed(Application application, Operations operations) {
        return observed(application, operations, Duration.ZERO);
    }

    private static Gateway.Builder observed(
            Application application, Operations operations, Duration drainDelay) {
        return Gateway.serving(application)
                .on("127.0.0.1", 0)
                .observers(new Observers(operations.server(), operations.requests(), drainDelay));
    }

    /** Waits until no connection is open: what was to be counted was counted. */
    private static Map<String, Double> settled(Admin admin, double opened) throws IOException {
        admin.await("gateway_connections_opened_total", opened);
        while (true) {
            Map<String, Double> metrics = admin.metrics();
            if (metrics.entrySet().stream()
                            .filter(one -> one.getKey().startsWith("gateway_connections{"))
                            .mapToDouble(Map.Entry::getValue)
                            .sum()
                    == 0) {
                return metrics;
            }
        }
    }

    @Test
    void theFiguresAreThoseThatAClientHasCounted() throws Exception {
        long sent = 0;
        long received = 0;
        try (Operations operations = open();
                Gateway gateway = observed(BY_PATH, operations).start()) {
            Admin admin = Admin.of(operations);
            List<String> connections =
                    List.of(
                            ("GET /" + END).repeat(30) + "HEAD /" + END,
                            ("GET /fails" + END).repeat(5),
                            "GET / HTTP/1.1\r\n\r\n",
                            "GET / HTTP/1.1\r\n\r\n",
                            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
                            "");
            for (String octets : connections) {
                try (Socket client =
                        new Socket(InetAddress.getLoopbackAddress(), gateway.uri().getPort())) {
                    client.getOutputStream().write(octets.getBytes(ISO_8859_1));
                    client.shutdownOutput();
                    sent += octets.length();
                    received += client.getInputStream().readAllBytes().length;
                }
            }
            Map<String, Double> metrics = settled(admin, connections.size());
            assertEquals(
                    32,
                    Admin.value(
                            metrics, "gateway_requests_total{ended=\"complete\",status=\"200\"}"));
            assertEquals(
                    5,
                    Admin.value(
                            metrics, "gateway_requests_total{ended=\"complete\",status=\"500\"}"));
            assertEquals(
                    2,
                    Admin.value(
                            metrics, "gateway_requests_total{ended=\"complete\",status=\"400\"}"));
            assertEquals(37, Admin.value(metrics, "gateway_request_duration_seconds_count"));
            assertEquals(
                    37,
                    Admin.value(metrics, "gateway_request_duration_seconds_bucket{le=\"+Inf\"}"));
            assertTrue(Admin.value(metrics, "gateway_request_duration_seconds_sum") > 0);
            assertEquals(2, Admin.value(metrics, "gateway_refusals_total{rule=\"HOST_MISSING\"}"));
            assertEquals(0, Admin.value(metrics, "gateway_refusals_total{rule=\"HEAD_SIZE\"}"));
            assertEquals((double) sent, Admin.value(metrics, "gateway_received_bytes_total"));
            assertEquals((double) received, Admin.value(metrics, "gateway_sent_bytes_total"));
            assertEquals(0, Admin.value(metrics, "gateway_requests_in_flight"));
            assertEquals(1, Admin.value(metrics, "gateway_ready"));
            assertTrue(Admin.value(metrics, "process_open_fds") > 2);
            assertTrue(
                    Admin.value(metrics, "process_max_fds")
                            > Admin.value(metrics, "process_open_fds"));
            assertTrue(Admin.value(metrics, "jvm_heap_used_bytes") > 0);
        }
    }

    @Test
    void openMetricsIsSpokenToWhoeverAsksForIt() throws Exception {
        try (Operations operations = open();
                Gateway gateway = observed(BY_PATH, operations).start()) {
            assertTrue(gateway.uri().getPort() > 0);
            Response response =
                    Admin.of(operations)
                            .get(
                                    "/metrics",
                                    "Accept: application/openmetrics-text;version=1.0.0,*/*;q=0.1");
            assertTrue(
                    response.values("content-type")
                            .getFirst()
                            .startsWith("application/openmetrics-text"));
            assertTrue(response.body().endsWith("# EOF\n"));
            assertTrue(response.body().contains("# TYPE gateway_refusals counter\n"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"virtual", "pool:2", "serial"})
    void aRunningRequestIsShownWithItsUrlAndItsStack(String concurrency) throws Exception {
        Semaphore called = new Semaphore(0);
        CountDownLatch released = new CountDownLatch(1);
        Application waits =
                (environ, startResponse) -> {
                    called.release();
                    released.await();
                    return BY_PATH.call(environ, startResponse);
                };
        try (Operations operations = open();
                Gateway gateway =
                        observed(waits, operations)
                                .concurrency(Concurrency.parse(concurrency))
                                .start();
                RawClient client = new RawClient(gateway.uri());
                RawClient idle = new RawClient(gateway.uri());
                RawClient begun = new RawClient(gateway.uri())) {
            Admin admin = Admin.of(operations);
            assertTrue(idle.localPort() > 0);
            begun.send("GET /never");
            client.send("GET /a%20b?c=%1B" + END);
            called.acquire();
            admin.await("gateway_connections{state=\"head\"}", 1);
            admin.await("gateway_connections{state=\"idle\"}", 1);
            Map<String, Double> metrics = admin.await("gateway_connections{state=\"running\"}", 1);
            assertEquals(1, Admin.value(metrics, "gateway_requests_in_flight"));
            String threads = admin.get("/threads").body();
            assertTrue(threads.startsWith("1 requests run\n\nGET http://a/a%20b?c=%1B\n"), threads);
            assertTrue(threads.contains("  from 127.0.0.1:" + client.localPort()), threads);
            assertTrue(
                    threads.contains(" at java.base/java.util.concurrent.CountDownLatch"), threads);
            assertTrue(threads.contains(AdminTest.class.getName()), threads);
            released.countDown();
            assertEquals(200, client.response().status());
            admin.await("gateway_requests_in_flight", 0);
        }
    }

    @Test
    void itIsNotReadyWhileItDrainsButServesOnForTheDelay() throws Exception {
        try (Operations operations = open();
                Gateway gateway = observed(BY_PATH, operations, Observers.LONGEST_DELAY).start()) {
            Admin admin = Admin.of(operations);
            assertEquals("ready\n", admin.get("/health/ready").body());
            Thread stop = new Thread(gateway::close);
            stop.start();
            while (admin.get("/health/ready").status() != 503) {
                Thread.onSpinWait();
            }
            assertEquals("draining\n", admin.get("/health/ready").body());
            assertEquals("alive\n", admin.get("/health/live").body());
            assertEquals(0, Admin.value(admin.metrics(), "gateway_ready"));
            try (RawClient late = new RawClient(gateway.uri())) {
                late.send("GET /" + END);
                assertEquals(200, late.response().status());
            }
            gateway.abort();
            stop.join();
            assertThrows(IOException.class, () -> admin.get("/health/live"));
        }
    }

    @Test
    void itIsNotReadyWhileTheLastRequestsRun() throws Exception {
        Semaphore called = new Semaphore(0);
        CountDownLatch released = new CountDownLatch(1);
        Application waits =
                (environ, startResponse) -> {
                    called.release();
                    released.await();
                    return BY_PATH.call(environ, startResponse);
                };
        Operations operations = open();
        Admin admin = Admin.of(operations);
        assertEquals("starting\n", admin.get("/health/ready").body());
        try (Gateway gateway = observed(waits, operations).start();
                RawClient client = new RawClient(gateway.uri())) {
            client.send("GET /" + END);
            called.acquire();
            gateway.drain();
            assertEquals(503, admin.get("/health/ready").status());
            assertEquals(200, admin.get("/health/live").status());
            assertThrows(ConnectException.class, () -> new RawClient(gateway.uri()));
            released.countDown();
            assertEquals(200, client.response().status());
        }
    }

    @Test
    void whatADeadlineEndsIsCountedByTheDeadline() throws Exception {
        Timeouts brief =
                Timeouts.of(
                        Map.of(
                                Phase.FIRST_OCTET, Duration.ofMillis(300),
                                Phase.HEAD, Duration.ofMillis(300),
                                Phase.LINGER, Duration.ofMillis(10),
                                Phase.REQUEST, Duration.ofSeconds(10)));
        try (Operations operations = open();
                Gateway gateway = observed(BY_PATH, operations).timeouts(brief).start();
                RawClient silent = new RawClient(gateway.uri());
                RawClient half = new RawClient(gateway.uri())) {
            half.send("GET / HT");
            assertEquals(408, half.response().status());
            assertTrue(silent.ended());
            Admin admin = Admin.of(operations);
            admin.await("gateway_deadline_cuts_total{deadline=\"idle\"}", 1);
            Map<String, Double> metrics =
                    admin.await("gateway_deadline_cuts_total{deadline=\"head\"}", 1);
            assertEquals(1, Admin.value(metrics, "gateway_refusals_total{rule=\"SLOW_HEAD\"}"));
            assertEquals(
                    0, Admin.value(metrics, "gateway_deadline_cuts_total{deadline=\"request\"}"));
        }
    }

    @Test
    void aRequestThatTakesTooLongIsCounted() throws Exception {
        Application forever =
                (environ, startResponse) -> {
                    new CountDownLatch(1).await();
                    return List.of();
                };
        Timeouts brief = Timeouts.of(Map.of(Phase.REQUEST, Duration.ofMillis(200)));
        try (Operations operations = open();
                Gateway gateway = observed(forever, operations).timeouts(brief).start();
                RawClient client = new RawClient(gateway.uri())) {
            client.send("GET /" + END);
            assertThrows(IOException.class, client::ended);
            Admin admin = Admin.of(operations);
            Map<String, Double> metrics =
                    admin.await("gateway_deadline_cuts_total{deadline=\"request\"}", 1);
            assertEquals(
                    1,
                    Admin.value(metrics, "gateway_requests_total{ended=\"aborted\",status=\"0\"}"));
        }
    }

    @Test
    void whatFindsNoRoomIsCounted() throws Exception {
        try (Operations operations = open();
                Gateway gateway =
                        observed(BY_PATH, operations)
                                .admission(Admission.DEFAULT.withConnections(1, WhenFull.REFUSE))
                                .start();
                RawClient first = new RawClient(gateway.uri())) {
            first.send("GET /" + END);
            assertEquals(200, first.response().status());
            try (RawClient second = new RawClient(gateway.uri())) {
                assertEquals(503, second.response().status());
            }
            Map<String, Double> metrics =
                    Admin.of(operations).await("gateway_connections_turned_away_total", 1);
            assertEquals(1, Admin.value(metrics, "gateway_connections_opened_total"));
        }
    }

    /** Virtual threads share as many carriers as there are processors; this needs none of them. */
    @Test
    void itAnswersWhileRequestsKeepEveryProcessorBusy() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        int busy = Runtime.getRuntime().availableProcessors() + 1;
        Application spins =
                (environ, startResponse) -> {
                    while (!over.get()) {
                        Thread.onSpinWait();
                    }
                    startResponse.start("200 OK", List.of());
                    return List.of();
                };
        List<Socket> clients = new ArrayList<>();
        try (Operations operations = open();
                Gateway gateway = observed(spins, operations).start()) {
            Admin admin = Admin.of(operations);
            for (int i = 0; i < busy; i++) {
                Socket client =
                        new Socket(InetAddress.getLoopbackAddress(), gateway.uri().getPort());
                clients.add(client);
                client.getOutputStream().write(("GET /" + END).getBytes(ISO_8859_1));
            }
            admin.await("gateway_connections{state=\"running\"}", busy - 1);
            assertEquals(200, admin.get("/health/live").status());
            over.set(true);
        } finally {
            over.set(true);
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    @Test
    void itAnswersNothingElse() throws Exception {
        try (Operations operations = open()) {
            Admin admin = Admin.of(operations);
            assertEquals("--bind (default)\n", admin.get("/config").body());
            assertEquals(404, admin.get("/config/").status());
            assertFalse(admin.get("/").body().isEmpty());
            try (RawClient client = new RawClient(admin.home())) {
                client.send("POST /metrics" + END);
                assertEquals(405, client.response().status());
            }
        }
    }

    @Test
    void aTakenPortIsSaid() throws Exception {
        try (Operations operations = open()) {
            Endpoint taken = operations.admin().orElseThrow().endpoint();
            assertThrows(
                    BindFailedException.class,
                    () -> Operations.open(OpsSettings.NOTHING.withAdmin(taken), () -> ""));
        }
    }
}
