package gateway.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

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
                        only(Phase.BODY));
        assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
    }

    @Test
    void silenceAfterAnAnswerEndsTheConnection() throws Exception {
        String answer = answerTo("GET / HTTP/1.1\r\nHost: a\r\n\r\n", only(Phase.KEEP_ALIVE));
        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        assertEquals(1, answer.split("HTTP/1\\.1 ", -1).length - 1, answer);
    }
}
