package gateway.conformance.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gateway.server.Gateway;
import gateway.server.net.Admission;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Clients that take their time are cut off; one that does not is answered all along. */
@Timeout(600)
class SlowClientsTest {
    private static final int CLIENTS = Load.of(100, 1_000);
    private static final Duration LIMIT = Duration.ofMillis(Load.of(1_000, 5_000));
    private static final int INTERVAL_MILLIS = Load.of(200, 1_000);

    /** Many times what an answer takes on a machine that has other things to do. */
    private static final long FLOOR_MICROS = 20_000;

    private static final String ENDLESS = "a".repeat(2_000);

    @Test
    @Tag("SRV-2")
    void slowHeadsAreCutOff() throws Exception {
        Answering application = new Answering(1);
        try (Gateway gateway = start(application)) {
            String request = "GET / HTTP/1.1\r\nHost: a\r\nX: ";
            List<Callable<String>> slow = dripping(gateway.uri(), "", request + ENDLESS);
            for (String answer : beside(gateway.uri(), "slow heads", slow)) {
                assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
            }
        }
    }

    @Test
    @Tag("SRV-2")
    void slowBodiesAreCutOff() throws Exception {
        Answering application = new Answering(1);
        try (Gateway gateway = start(application)) {
            String head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2000\r\n\r\n";
            for (String answer :
                    beside(gateway.uri(), "slow bodies", dripping(gateway.uri(), head, ENDLESS))) {
                assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
            }
        }
    }

    @Test
    @Tag("SRV-2")
    void clientsThatDoNotReadAreCutOff() throws Exception {
        int clients = CLIENTS / 10; // Each has a whole socket buffer in its way.
        Answering application = new Answering(clients);
        try (Gateway gateway = start(application)) {
            List<Callable<String>> slow = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                slow.add(() -> notReading(gateway.uri(), application));
            }
            List<String> outcomes = beside(gateway.uri(), "no readers", slow);
            assertEquals(List.of("cut off"), outcomes.stream().distinct().toList());
        }
    }

    private static Gateway start(Answering application) throws Exception {
        return Gateway.serving(application)
                .on("127.0.0.1", 0)
                .admission(Admission.DEFAULT.withBacklog(CLIENTS))
                .limits(Load.limits())
                .timeouts(Load.timeouts(LIMIT))
                .start();
    }

    /** Runs the slow ones, and asks beside them until they are through. */
    private static List<String> beside(URI home, String what, List<Callable<String>> slow)
            throws Exception {
        try (NormalClient normal = new NormalClient(home);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            normal.ask(500);
            List<Long> alone = normal.ask(500);
            List<Future<String>> running = new ArrayList<>();
            for (Callable<String> one : slow) {
                running.add(threads.submit(one));
            }
            while (!running.stream().allMatch(Future::isDone)) {
                normal.ask();
            }
            List<Long> among = normal.sorted();
            System.out.printf(
                    "load: %s: %d clients cut off; %d requests beside them, median %d us (alone"
                            + " %d us), 99 of 100 within %d us (alone %d us)%n",
                    what,
                    slow.size(),
                    among.size(),
                    micros(among, 50),
                    micros(alone, 50),
                    micros(among, 99),
                    micros(alone, 99));
            List<String> outcomes = new ArrayList<>();
            for (Future<String> one : running) {
                outcomes.add(one.get());
            }
            if (Load.full()) {
                assertUnharmed(what, micros(alone, 50), micros(among, 50));
            }
            return outcomes;
        }
    }

    /** The median no more than doubles; below {@link #FLOOR_MICROS} it may be chance. */
    private static void assertUnharmed(String what, long alone, long among) {
        assertTrue(
                among <= Math.max(2 * alone, FLOOR_MICROS),
                what + ": a median of " + among + " us beside them, " + alone + " us alone");
    }

    private static long micros(List<Long> sorted, int percent) {
        return sorted.get((sorted.size() - 1) * percent / 100) / 1_000;
    }

    private static List<Callable<String>> dripping(URI home, String atOnce, String octets) {
        List<Callable<String>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(() -> drip(home, atOnce, octets));
        }
        return clients;
    }

    /** Sends an octet, waits, and so on; returns what came before they were all sent. */
    private static String drip(URI home, String atOnce, String octets) throws IOException {
        try (Socket socket = new Socket(home.getHost(), home.getPort())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(INTERVAL_MILLIS);
            socket.getOutputStream().write(atOnce.getBytes(ISO_8859_1));
            for (byte octet : octets.getBytes(ISO_8859_1)) {
                socket.getOutputStream().write(octet);
                try {
                    int first = socket.getInputStream().read();
                    return first < 0 ? "the end" : (char) first + rest(socket);
                } catch (SocketTimeoutException e) {
                    // Time for the next one.
                }
            }
            return "never cut off";
        }
    }

    /** To the end, which is a reset where the server had read no more of what was sent. */
    private static String rest(Socket socket) throws IOException {
        socket.setSoTimeout((int) TimeUnit.MINUTES.toMillis(2));
        StringBuilder rest = new StringBuilder();
        try {
            for (int c = socket.getInputStream().read(); c >= 0; ) {
                rest.append((char) c);
                c = socket.getInputStream().read();
            }
        } catch (SocketException e) {
            // What came before it counts.
        }
        return rest.toString();
    }

    /** Asks for much, reads nothing until the server has had enough of all, then what is left. */
    private static String notReading(URI home, Answering application) throws Exception {
        try (Socket socket = new Socket(home.getHost(), home.getPort())) {
            socket.setSoTimeout((int) TimeUnit.MINUTES.toMillis(2));
            String request = "GET /large HTTP/1.1\r\nHost: a\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            if (!application.cutOff.await(2, TimeUnit.MINUTES)) {
                return "never cut off";
            }
            byte[] block = new byte[64 * 1024];
            while (socket.getInputStream().read(block) >= 0) {
                // Up to where it was cut off.
            }
            return "an end that looks like one";
        } catch (SocketTimeoutException e) {
            return "never cut off";
        } catch (IOException e) {
            return "cut off";
        }
    }
}
