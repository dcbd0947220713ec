package gateway.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.server.Gateway;
import gateway.server.Log;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Connections after their last answer, and those that a stop finds in the middle of something. */
@Timeout(60)
class LingerTest {
    private static final Duration AMPLE = Duration.ofHours(24);
    private static final Duration SHORT = Duration.ofMillis(100);

    private static final String HALF_A_HEAD = "GET / HTTP/1.1\r\nHo";
    private static final String HALF_A_BODY =
            "POST /half HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nx";
    private static final String NO_BODY =
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n";

    private static final Application READS =
            (environ, startResponse) -> {
                Environ.input(environ).readAllBytes();
                startResponse.start("204 No Content", List.of());
                return List.of();
            };

    private static final Application READS_NOTHING =
            (environ, startResponse) -> {
                startResponse.start("200 OK", List.of());
                return List.of("read".getBytes(ISO_8859_1));
            };

    private static Gateway serve(Application application, Phase... brief) throws Exception {
        Map<Phase, Duration> all = new EnumMap<>(Phase.class);
        for (Phase each : Phase.values()) {
            all.put(each, AMPLE);
        }
        for (Phase each : brief) {
            all.put(each, SHORT);
        }
        return Gateway.serving(application)
                .on("127.0.0.1", 0)
                .timeouts(Timeouts.of(all))
                .limits(Limits.DEFAULT.with(Limit.RATE, Limit.RATE.range().most()))
                .grace(AMPLE)
                .start();
    }

    private static Socket send(Gateway gateway, String octets) throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), gateway.uri().getPort());
        client.setTcpNoDelay(true);
        client.getOutputStream().write(octets.getBytes(ISO_8859_1));
        return client;
    }

    private static String head(Socket client) throws IOException {
        StringBuilder head = new StringBuilder();
        InputStream in = client.getInputStream();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            assertTrue(octet >= 0, head::toString);
            head.append((char) octet);
        }
        return head.toString();
    }

    private static String all(Socket client) throws IOException {
        return new String(client.getInputStream().readAllBytes(), ISO_8859_1);
    }

    /** RFC 9112 section 9.6: a reset could take the answer away before it is read. */
    @ParameterizedTest
    @ValueSource(strings = {HALF_A_HEAD, HALF_A_BODY})
    void whatComesAfterA408DoesNotResetTheConnection(String octets) throws Exception {
        try (Gateway gateway = serve(READS, Phase.HEAD, Phase.BODY);
                Socket client = send(gateway, octets)) {
            String head = head(client);
            assertTrue(head.startsWith("HTTP/1.1 408 "), head);
            for (int i = 0; i < 100; i++) {
                client.getOutputStream().write('x');
            }
            gateway.drain(); // Ends the linger.
        }
    }

    /** Also where the linger would take a day. */
    @ParameterizedTest
    @ValueSource(strings = {HALF_A_HEAD, HALF_A_BODY, NO_BODY, "\1"})
    @Tag("SRV-3")
    void aStopDoesNotWaitForALinger(String octets) throws Exception {
        Application application = octets.equals(NO_BODY) ? READS_NOTHING : READS;
        Gateway gateway = serve(application, Phase.HEAD, Phase.BODY);
        try (Socket client = send(gateway, octets)) {
            head(client);
            assertEquals(List.of(), gateway.stop(AMPLE));
        }
    }

    @Test
    @Tag("SRV-3")
    void anAnsweredRequestIsNotRunning() throws Exception {
        Gateway gateway = serve(READS_NOTHING);
        try (Socket client = send(gateway, NO_BODY)) {
            String answer = all(client);
            assertTrue(answer.endsWith("\r\n\r\nread"), answer);
            assertEquals(List.of(), gateway.drain());
        } finally {
            gateway.close();
        }
    }

    @Test
    @Tag("SRV-3")
    void aStopDoesNotWaitForAHeadThatDoesNotCome() throws Exception {
        Gateway gateway = serve(READS);
        try (Socket client = send(gateway, HALF_A_HEAD)) {
            assertEquals(List.of(), gateway.stop(AMPLE));
            String answer = all(client);
            assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
        }
    }

    @Test
    void requestsThatTakeTooLongMakeAFewLinesAndANumber() throws Exception {
        try (Log log = new Log();
                Gateway gateway = serve(READS, Phase.REQUEST)) {
            Socket[] clients = new Socket[60];
            for (int i = 0; i < clients.length; i++) {
                clients[i] = send(gateway, HALF_A_BODY);
            }
            log.await(" more took too long, and were aborted");
            List<String> lines = log.lines("took too long, and was aborted: POST /half");
            assertFalse(lines.isEmpty());
            assertTrue(lines.size() < clients.length, () -> lines.size() + " lines");
            assertEquals(List.of(), log.lines("gateway-reaper"));
            for (Socket client : clients) {
                client.close();
            }
        }
    }
}
