package gateway.server.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.server.Gateway;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URLDecoder;
import java.util.List;

/** What of a request comes into the log: nothing that looks like a line of its own. */
@Timeout(60)
class LogLinesTest {
    /** All that a terminal or a reader of lines could take for something else. */
    private static final String FORGED = "\n\r\u001B[31m\u0085\u0000[main] ERROR FORGED";

    private static final String END = " HTTP/1.1\r\nHost: a\r\n\r\n";

    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();

    /** The provider in use here asks for it with every line. */
    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(logged, true, UTF_8));
    }

    @AfterEach
    void stopListening() {
        System.setErr(standardError);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET#FORGED / HTTP/1.1\r\n\r\n",
                "#FORGED / HTTP/1.1\r\n\r\n",
                "GET /#FORGED HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1#FORGED\r\n\r\n",
                "GET / HTTP/#FORGED\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: #FORGED\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\n#FORGED: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: #FORGED\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nExpect: FORGED\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: FORGED\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: FORGED\r\n\r\n",
                "GET /%0AFORGED HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET http://FORGED@a/ HTTP/1.1\r\nHost: a\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n#FORGED\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;#FORGED\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n#FORGED\r\n",
                "POST /?FORGED HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n"
            })
    void aRefusalIsOneLineWithoutWhatWasSent(String request) throws Exception {
        String line = refusal(request.replace("#FORGED", FORGED));
        assertFalse(line.contains("FORGED"), line);
    }

    @Test
    void aRefusedBodyIsToldWithMethodAndPath() throws Exception {
        String head = "POST /a%20b/c?secret HTTP/1.1\r\nHost: a\r\n";
        String line = refusal(head + "Transfer-Encoding: chunked\r\n\r\nx\r\n");
        assertTrue(line.contains("CHUNK_SIZE (400) from 127.0.0.1:"), line);
        assertTrue(line.contains(", POST /a%20b/c: a chunk size"), line);
    }

    @Test
    @Tag("ERR-1")
    void whatABrokenBodyLeadsToInTheApplicationIsNoErrorOfIts() throws Exception {
        String request = "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n";
        for (AfterBrokenBody then : AfterBrokenBody.values()) {
            logged.reset();
            serve(then, request);
            List<String> lines = lines();
            assertEquals(1, lines.size(), then + ": " + lines);
            assertTrue(lines.getFirst().contains(" CHUNK_SIZE (400) from "), lines.toString());
        }
    }

    @Test
    void manyRefusalsAreFewLines() throws Exception {
        try (Gateway gateway = Gateway.serving(new Probe()).on("127.0.0.1", 0).start()) {
            long start = System.nanoTime();
            for (int i = 0; i < 1_000; i++) {
                try (RawClient client = new RawClient(gateway.uri())) {
                    client.send("GET / HTTP/1.1\r\n\r\n");
                    assertEquals(400, client.response().status());
                }
            }
            long seconds = (System.nanoTime() - start) / 1_000_000_000 + 1;
            long lines = lines().size();
            assertTrue(lines >= 5 && lines <= 6 * (seconds + 1), lines + " in " + seconds + " s");
        }
    }

    @Test
    @Tag("ELOG-1")
    void whatAnApplicationReportsIsToldWithItsRequest() throws Exception {
        Application application =
                (environ, startResponse) -> {
                    String query = String.valueOf(environ.get(Environ.QUERY_STRING));
                    Environ.errors(environ).println(URLDecoder.decode(query, UTF_8));
                    startResponse.start("200 OK", List.of());
                    return List.of();
                };
        serve(application, "GET /a%20b?one%0A%1Btwo%0D" + END);
        List<String> lines = lines();
        assertEquals(2, lines.size(), lines.toString());
        assertTrue(lines.getFirst().endsWith("gateway.errors - GET /a%20b: one"), lines.toString());
        assertTrue(lines.getLast().endsWith("gateway.errors - GET /a%20b: \\x1btwo"));
    }

    @Test
    @Tag("ERR-1")
    void aFailureIsToldWithItsRequestAndForgesNothing() throws Exception {
        Application application =
                (environ, startResponse) -> {
                    String query = String.valueOf(environ.get(Environ.QUERY_STRING));
                    String text = URLDecoder.decode(query, UTF_8);
                    throw new IllegalStateException(text, new IllegalArgumentException(text));
                };
        serve(application, "GET /a?x%0D%0A%1B[31m[main]+ERROR+FORGED" + END);
        List<String> lines = lines();
        assertTrue(lines.getFirst().endsWith(" - GET /a failed"), lines.toString());
        assertEquals(
                "java.lang.IllegalStateException: x\\x0d\\x0a\\x1b[31m[main] ERROR FORGED",
                lines.get(1));
        for (String line : lines.subList(1, lines.size())) {
            assertTrue(line.matches("(java\\.|\t|Caused by: java\\.).*"), line);
        }
    }

    private String refusal(String request) throws Exception {
        serve(new Probe(), request);
        List<String> lines = lines();
        assertEquals(1, lines.size(), lines.toString());
        assertTrue(lines.getFirst().chars().allMatch(c -> c >= ' ' && c < 0x7F), lines.getFirst());
        return lines.getFirst();
    }

    /** The log is whole once the server has stopped. */
    private static void serve(Application application, String request) throws Exception {
        try (Gateway gateway = Gateway.serving(application).on("127.0.0.1", 0).start();
                RawClient client = new RawClient(gateway.uri())) {
            client.send(request);
            client.halfClose();
            client.response();
        }
    }

    private List<String> lines() {
        return new String(logged.toByteArray(), ISO_8859_1)
                .lines()
                .filter(line -> !line.contains(" gateway.server.Gateway - stop"))
                .toList();
    }
}
