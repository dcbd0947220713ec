package gateway.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.server.Gateway;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** What becomes of clients that keep the server waiting. */
@Timeout(60)
class TimeoutsTest {
    private static final Duration AMPLE = Duration.ofSeconds(50);
    private static final Duration SHORT = Duration.ofMillis(50);

    private static final Application READS_ALL =
            (environ, startResponse) -> {
                byte[] body = Environ.input(environ).readAllBytes();
                startResponse.start("200 OK", List.of());
                return List.of(body);
            };

    private static Timeouts only(Phase brief) {
        Map<Phase, Duration> all = new EnumMap<>(Phase.class);
        for (Phase each : Phase.values()) {
            all.put(each, AMPLE);
        }
        all.put(Phase.LINGER, SHORT);
        all.put(brief, SHORT);
        return Timeouts.of(all);
    }

    private static String answerTo(String octets, Timeouts timeouts) throws Exception {
        return answerTo(octets, timeouts, Limits.DEFAULT);
    }

    private static String answerTo(String octets, Timeouts timeouts, Limits limits)
            throws Exception {
        try (Gateway gateway =
                        Gateway.serving(READS_ALL)
                                .on("127.0.0.1", 0)
                                .timeouts(timeouts)
                                .limits(limits)
                                .start();
                Socket client =
                        new Socket(InetAddress.getLoopbackAddress(), gateway.uri().getPort())) {
            client.getOutputStream().write(octets.getBytes(ISO_8859_1));
            return readToTheEnd(client);
        }
    }

    private static String readToTheEnd(Socket client) throws IOException {
        return new String(client.getInputStream().readAllBytes(), ISO_8859_1);
    }

    @Test
    void nothingAtAllEndsInSilence() throws Exception {
        assertEquals("", answerTo("", only(Phase.FIRST_OCTET)));
    }

    @Test
    void halfAHeadIs408() throws Exception {
        String answer = answerTo("GET / HTTP/1.1\r\nHo", only(Phase.HEAD));
        assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
    }

    @Test
    void halfABodyIs408() throws Exception {
        String answer =
                answerTo(
                        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nx",
                        only(Phase.BODY),
                        Limits.DEFAULT.with(Limit.RATE, 1_000_000));
        assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
    }

    @Test
    void silenceAfterAnAnswerEndsTheConnection() throws Exception {
        String answer = answerTo("GET / HTTP/1.1\r\nHost: a\r\n\r\n", only(Phase.KEEP_ALIVE));
        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        assertEquals(1, answer.split("HTTP/1\\.1 ", -1).length - 1, answer);
    }

    /** One octet after the other, as long as they are taken. */
    private static String answerToDrops(String head, Timeouts timeouts, Limits limits)
            throws Exception {
        try (Gateway gateway =
                        Gateway.serving(READS_ALL)
                                .on("127.0.0.1", 0)
                                .timeouts(timeouts)
                                .limits(limits)
                                .start();
                Socket client =
                        new Socket(InetAddress.getLoopbackAddress(), gateway.uri().getPort())) {
            client.setSoTimeout(10);
            client.getOutputStream().write(head.getBytes(ISO_8859_1));
            byte[] answer = new byte[1000];
            while (true) {
                try {
                    int count = client.getInputStream().read(answer);
                    return new String(answer, 0, Math.max(0, count), ISO_8859_1);
                } catch (SocketTimeoutException e) {
                    client.getOutputStream().write('x');
                }
            }
        }
    }

    @Test
    void aHeadThatDripsIs408() throws Exception {
        String answer = answerToDrops("GET /", only(Phase.HEAD), Limits.DEFAULT);
        assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
    }

    @Test
    void aBodyThatDripsBelowTheRateIs408() throws Exception {
        String answer =
                answerToDrops(
                        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n",
                        only(Phase.BODY),
                        Limits.DEFAULT.with(Limit.RATE, 1_000_000));
        assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
    }

    @Test
    void aClientThatTakesNothingIsReset() throws Exception {
        CompletableFuture<String> end = new CompletableFuture<>();
        Application endless =
                (environ, startResponse) -> {
                    startResponse.start("200 OK", List.of());
                    return new Endless(end);
                };
        try (Gateway gateway =
                        Gateway.serving(endless)
                                .on("127.0.0.1", 0)
                                .timeouts(only(Phase.WRITE))
                                .limits(Limits.DEFAULT.with(Limit.RATE, 1 << 30))
                                .start();
                Socket client =
                        new Socket(InetAddress.getLoopbackAddress(), gateway.uri().getPort())) {
            client.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(ISO_8859_1));
            assertEquals("closed", end.get());
            assertThrows(IOException.class, () -> readToTheEnd(client));
        }
    }

    /** A body without an end. */
    private record Endless(CompletableFuture<String> end)
            implements Iterable<byte[]>, AutoCloseable {
        @Override
        public Iterator<byte[]> iterator() {
            return Stream.generate(() -> new byte[50_000]).iterator();
        }

        @Override
        public void close() {
            end.complete("closed");
        }
    }

    @Test
    void aRequestThatTakesTooLongIsAborted() throws Exception {
        CompletableFuture<String> end = new CompletableFuture<>();
        Application sleepy =
                (environ, startResponse) -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        end.complete("interrupted");
                    }
                    return List.of();
                };
        try (Gateway gateway =
                        Gateway.serving(sleepy)
                                .on("127.0.0.1", 0)
                                .timeouts(only(Phase.REQUEST))
                                .start();
                Socket client =
                        new Socket(InetAddress.getLoopbackAddress(), gateway.uri().getPort())) {
            client.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(ISO_8859_1));
            assertEquals("interrupted", end.get());
            assertThrows(IOException.class, () -> readToTheEnd(client));
        }
    }
}
