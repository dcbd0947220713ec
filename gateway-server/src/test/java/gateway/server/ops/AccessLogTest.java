package gateway.server.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.FileBody;
import gateway.api.Header;
import gateway.api.StartResponse;
import gateway.server.Gateway;
import gateway.server.Observers;
import gateway.server.call.Concurrency;
import gateway.server.net.ServerListener;
import gateway.server.wire.RawClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/** The access log of a running server: a line for each request, with what was really sent. */
@Timeout(60)
class AccessLogTest {
    private static final String TEMPLATE = "%r|%s|%b|%O|%X|%R|%L";
    private static final String END = " HTTP/1.1\r\nHost: a\r\n\r\n";

    @TempDir private Path folder;

    /** Answers by path. */
    private Iterable<byte[]> answer(Map<String, Object> environ, StartResponse startResponse)
            throws Exception {
        return switch (Environ.pathInfo(environ)) {
            case "/chunked" -> {
                startResponse.start("200 OK", List.of());
                yield () -> List.of(new byte[1_000], new byte[234]).iterator();
            }
            case "/none" -> {
                startResponse.start("204 No Content", List.of());
                yield List.of();
            }
            case "/cut" -> {
                startResponse.start("200 OK", List.of(new Header("Content-Length", "1000")));
                yield () ->
                        Stream.of(new byte[100], new byte[0])
                                .peek(
                                        block -> {
                                            if (block.length == 0) {
                                                throw new IllegalStateException("cut off");
                                            }
                                        })
                                .iterator();
            }
            case "/fails" -> throw new IllegalStateException("fails");
            case "/body" -> {
                Environ.input(environ).readAllBytes();
                startResponse.start("200 OK", List.of());
                yield List.of();
            }
            default -> {
                startResponse.start("200 OK", List.of(new Header("X-Request-Id", "of-app")));
                yield List.of("hello, world".getBytes(ISO_8859_1));
            }
        };
    }

    private Path file() {
        return folder.resolve("access.log");
    }

    private Operations open(boolean ids) throws IOException {
        OpsSettings settings = OpsSettings.NOTHING.withAccessLog(file().toString(), TEMPLATE);
        return Operations.open(ids ? settings.withRequestIds() : settings, () -> "");
    }

    private static Gateway.Builder observed(Application application, Operations operations) {
        return Gateway.serving(application)
                .on("127.0.0.1", 0)
                .observers(
                        new Observers(operations.server(), operations.requests(), Duration.ZERO));
    }

    /** What the log says of one exchange, and how many octets the client got. */
    private String line(String octets) throws Exception {
        List<String> lines = lines(octets);
        assertEquals(1, lines.size(), lines.toString());
        return lines.getFirst();
    }

    private List<String> lines(String octets) throws Exception {
        long came;
        try (Gateway gateway = observed(this::answer, open(false)).start();
                Socket client =
                        new Socket(InetAddress.getLoopbackAddress(), gateway.uri().getPort())) {
            client.getOutputStream().write(octets.getBytes(ISO_8859_1));
            client.shutdownOutput();
            came = octets(client.getInputStream());
        }
        List<String> lines = Files.readAllLines(file(), ISO_8859_1);
        long told =
                lines.stream().mapToLong(line -> Long.parseLong(line.split("\\|", -1)[3])).sum();
        assertEquals(came, told, "octets that came, and octets that were told: " + lines);
        return lines;
    }

    private static long octets(InputStream in) {
        long count = 0;
        try {
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                count++;
            }
        } catch (IOException e) {
            // A reset is an end, too.
        }
        return count;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "GET /; GET / HTTP/1.1|200|12|#|complete|-|of-app",
                "HEAD /; HEAD / HTTP/1.1|200|-|#|complete|-|of-app",
                "GET /chunked; GET /chunked HTTP/1.1|200|1234|#|complete|-|-",
                "GET /none; GET /none HTTP/1.1|204|-|#|complete|-|-",
                "GET /cut?a=b%22; GET /cut?a=b%22 HTTP/1.1|200|100|#|aborted|-|-",
                "GET /fails; GET /fails HTTP/1.1|500|26|#|complete|-|-"
            })
    void oneLineTellsWhatBecameOfOneRequest(String request, String expected) throws Exception {
        assertEquals(expected, line(request + END).replaceFirst("\\|\\d+\\|([a-z])", "|#|$1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "GET / HTTP/1.1~~; -|400|*|#|complete|HOST_MISSING|-",
                "GET / HTTP/1.1~Host: a~\"\\: z~~; -|400|*|#|complete|FIELD_NAME|-",
                "POST /body HTTP/1.1~Host: a~Transfer-Encoding: chunked~~x~;"
                        + " POST /body HTTP/1.1|400|*|#|complete|CHUNK_SIZE|-"
            })
    void aRefusalHasTheRule(String request, String expected) throws Exception {
        String[] told = line(request.replace("~", "\r\n")).split("\\|");
        assertTrue(Integer.parseInt(told[2]) > 20, "the body of the answer: " + told[2]);
        told[2] = "*";
        told[3] = "#";
        assertEquals(expected, String.join("|", told));
    }

    @Test
    void pipelinedAnswersAreToldOneByOneInTheirOrder() throws Exception {
        List<String> lines =
                lines(("GET /1" + END).repeat(2) + "GET /chunked" + END + "GET /2" + END);
        assertEquals(
                List.of("GET /1", "GET /1", "GET /chunked", "GET /2"),
                lines.stream().map(line -> line.replaceFirst(" HTTP.*", "")).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"virtual", "pool:2", "serial"})
    void aClientThatLeavesGetsWhatItGot(String concurrency) throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        Application endless =
                (environ, startResponse) -> {
                    startResponse.start(
                            "200 OK", List.of(new Header("Content-Length", "999999999999")));
                    return new Endless(closed);
                };
        try (Gateway gateway =
                observed(endless, open(false))
                        .concurrency(Concurrency.parse(concurrency))
                        .start()) {
            try (RawClient client = new RawClient(gateway.uri())) {
                client.send("GET /" + END);
                assertEquals(200, client.head().status());
                client.reset();
            }
            closed.await();
        }
        String[] told = Files.readString(file()).strip().split("\\|");
        assertEquals("client-gone", told[4]);
        long body = Long.parseLong(told[2]);
        long sent = Long.parseLong(told[3]);
        assertTrue(body > 0 && sent - body > 50 && sent - body < 500, String.join("|", told));
    }

    @Test
    void aFileThatIsSentDirectlyIsCounted() throws Exception {
        Path large = folder.resolve("large");
        Files.write(large, new byte[3_000_000]);
        Application sends =
                (environ, startResponse) -> {
                    startResponse.start("200 OK", List.of());
                    return FileBody.open(large);
                };
        try (Gateway gateway = observed(sends, open(false)).start();
                Socket client =
                        new Socket(InetAddress.getLoopbackAddress(), gateway.uri().getPort())) {
            client.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(ISO_8859_1));
            client.getInputStream().readAllBytes();
        }
        assertTrue(Files.readString(file()).contains("|200|3000000|"));
    }

    @Test
    void whatAStopAbortsIsToldSo() throws Exception {
        Semaphore called = new Semaphore(0);
        Application stuck =
                (environ, startResponse) -> {
                    called.release();
                    new CountDownLatch(1).await();
                    return List.of();
                };
        try (Gateway gateway = observed(stuck, open(false)).start();
                RawClient client = new RawClient(gateway.uri())) {
            client.send("GET /" + END);
            called.acquire();
            gateway.stop(Duration.ZERO);
        }
        assertEquals("GET / HTTP/1.1|-|-|0|aborted|-|-\n", Files.readString(file()));
    }

    @Test
    void nothingThatAClientGotIsMissingAfterAStopUnderLoad() throws Exception {
        ConcurrentLinkedQueue<String> got = new ConcurrentLinkedQueue<>();
        Semaphore answers = new Semaphore(0);
        List<Thread> clients;
        try (Gateway gateway = observed(this::answer, open(false)).start()) {
            clients =
                    Stream.of("a", "b", "c", "d")
                            .map(
                                    name ->
                                            Thread.ofVirtual()
                                                    .start(() -> ask(gateway, name, got, answers)))
                            .toList();
            answers.acquire(2_000);
        }
        for (Thread client : clients) {
            client.join();
        }
        Map<String, Integer> told = new HashMap<>();
        for (String line : Files.readAllLines(file())) {
            String[] parts = line.split("[ |]", -1);
            assertEquals("complete", parts[6], line);
            told.merge(parts[1], 1, Integer::sum);
        }
        for (String target : got) {
            assertEquals(1, told.getOrDefault(target, 0), target);
            told.remove(target);
        }
        // An answer that was sent, while its client was on its way out, is one at the most.
        assertTrue(told.size() <= clients.size(), told.toString());
    }

    private static void ask(
            Gateway gateway, String name, ConcurrentLinkedQueue<String> got, Semaphore answers) {
        try {
            for (int connection = 0; true; connection++) {
                try (RawClient client = new RawClient(gateway.uri())) {
                    for (int i = 0; i < 100; i++) {
                        String target = "/" + name + "?" + connection + "." + i;
                        client.send("GET " + target + END);
                        assertEquals(200, client.response().status());
                        got.add(target);
                        answers.release();
                    }
                }
            }
        } catch (IOException e) {
            // The server has stopped.
        }
    }

    @Test
    void whereTheLogIsFullRequestsWaitAndNoLineIsLost() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        int count = AccessLog.MOST_WAITING + 100;
        LineFormat slow = LineFormats.named("%U");
        AccessLog log =
                AccessLog.open(
                        LineSink.open(file().toString()),
                        (served, line) -> {
                            try {
                                released.await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                            slow.append(served, line);
                        });
        Application application = this::answer;
        try (Gateway gateway =
                        Gateway.serving(application)
                                .on("127.0.0.1", 0)
                                .observers(new Observers(ServerListener.NONE, log, Duration.ZERO))
                                .start();
                RawClient client = new RawClient(gateway.uri())) {
            Thread reading =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            for (int i = 0; i < 2 * count; i++) {
                                                client.send("GET /" + i + END);
                                                client.response();
                                            }
                                        } catch (IOException e) {
                                            throw new IllegalStateException(e);
                                        }
                                    });
            while (log.waits() == 0) {
                Thread.onSpinWait(); // The test's time limit ends it.
            }
            assertEquals(AccessLog.MOST_WAITING, log.waiting());
            released.countDown();
            reading.join();
        }
        log.close();
        List<String> lines = Files.readAllLines(file());
        assertEquals(2 * count, lines.size());
        assertEquals("/" + (2 * count - 1), lines.getLast());
        assertEquals(0, log.lost());
    }

    @Test
    void afterARenameItGoesOnInANewFile() throws Exception {
        Operations operations = open(false);
        Path renamed = folder.resolve("access.log.1");
        try (Gateway gateway = observed(this::answer, operations).start();
                RawClient client = new RawClient(gateway.uri())) {
            client.send("GET /before" + END);
            client.response();
            while (Files.size(file()) == 0) {
                Thread.onSpinWait();
            }
            Files.move(file(), renamed);
            operations.accessLog().orElseThrow().reopen();
            client.send("GET /after" + END);
            client.response();
        }
        assertTrue(Files.readString(renamed).startsWith("GET /before "));
        assertTrue(Files.readString(file()).startsWith("GET /after "));
        assertEquals(1, Files.readAllLines(renamed).size());
        assertEquals(1, Files.readAllLines(file()).size());
    }

    @Test
    void whatCannotBeOpenedIsSaid() {
        assertThrows(
                IOException.class,
                () ->
                        Operations.open(
                                OpsSettings.NOTHING.withAccessLog(folder.toString(), "common"),
                                () -> ""));
    }

    @Test
    void idsAreThoseOfClientsWhereTheyAreIds() throws Exception {
        List<String> seen = new ArrayList<>();
        Application application =
                (environ, startResponse) -> {
                    seen.add(String.valueOf(environ.get("gateway_server.request_id")));
                    return answer(environ, startResponse);
                };
        try (Gateway gateway = observed(application, open(true)).start();
                RawClient client = new RawClient(gateway.uri())) {
            for (String id : List.of("x-1", "\"<\u00e9>", "y".repeat(129))) {
                client.send("GET / HTTP/1.1\r\nHost: a\r\nX-Request-Id: " + id + "\r\n\r\n");
                client.response();
            }
        }
        List<String> told =
                Files.readAllLines(file()).stream().map(line -> line.split("\\|", -1)[6]).toList();
        assertEquals(seen, told);
        assertEquals("x-1", told.getFirst());
        assertTrue(told.get(1).matches("[0-9a-f]{20}-1"), told.toString());
        assertTrue(told.get(2).matches("[0-9a-f]{20}-2"), told.toString());
    }

    /** A body without an end. */
    private record Endless(CountDownLatch closed) implements Iterable<byte[]>, AutoCloseable {
        @Override
        public Iterator<byte[]> iterator() {
            return Stream.generate(() -> new byte[50_000]).iterator();
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
