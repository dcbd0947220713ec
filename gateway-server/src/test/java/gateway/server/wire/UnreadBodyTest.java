package gateway.server.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.StartResponse;
import gateway.server.Gateway;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.SocketException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * IN-8: a body that the application leaves is drained, or ends the connection; it is no request.
 */
@Timeout(60)
class UnreadBodyTest {
    private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String SECOND = "GET /second HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final List<String> BOTH = List.of("/first", "/second");
    private static final List<String> FIRST = List.of("/first");

    @Test
    void aBodyIsDrained() throws Exception {
        assertEquals(BOTH, calls(withLength(SMUGGLED)));
        assertEquals(BOTH, calls(withLength(SMUGGLED.repeat(1_000))));
    }

    @Test
    void aChunkedBodyIsDrained() throws Exception {
        assertEquals(BOTH, calls(chunked(SMUGGLED, "\r\n0\r\nX-T: a\r\n\r\n")));
        assertEquals(BOTH, calls(chunked(SMUGGLED.repeat(1_000), "\r\n0\r\n\r\n")));
    }

    @Test
    void aBodyTooLargeToDrainEndsTheConnection() throws Exception {
        assertEquals(FIRST, calls(withLength(SMUGGLED.repeat(20_000))));
        assertEquals(FIRST, calls(chunked(SMUGGLED.repeat(20_000), "\r\n0\r\n\r\n")));
    }

    @Test
    void aBodyThatCannotBeDrainedEndsTheConnection() throws Exception {
        assertEquals(FIRST, calls(chunked(SMUGGLED, "0\r\n\r\n")));
        assertEquals(FIRST, calls(chunked(SMUGGLED, "\r\n0\n\n")));
        assertEquals(FIRST, calls(chunked(SMUGGLED, "\r\n0\r\nContent-Length: 1\r\n\r\n")));
    }

    private static String withLength(String body) {
        return "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String chunked(String data, String rest) {
        return "Transfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(data.length())
                + "\r\n"
                + data
                + rest;
    }

    /** The paths that were called by a request with a body, and a request behind it. */
    private static List<String> calls(String body) throws Exception {
        Leaving application = new Leaving();
        try (Gateway gateway = Gateway.serving(application).on("127.0.0.1", 0).start();
                RawClient client = new RawClient(gateway.uri())) {
            Thread sender =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            String first = "POST /first HTTP/1.1\r\nHost: a\r\n";
                                            client.send(first + body + SECOND);
                                        } catch (IOException e) {
                                            // The server has closed instead of draining so much.
                                        }
                                    });
            assertEquals(200, client.response().status());
            second(client).ifPresent(second -> assertEquals(200, second.status()));
            client.reset(); // Lets the sender go.
            sender.join();
        }
        return List.copyOf(application.paths);
    }

    /** Empty if the connection ended, in order or, after too many octets to drain, by a reset. */
    private static Optional<Response> second(RawClient client) throws IOException {
        try {
            return client.response(false);
        } catch (SocketException e) {
            return Optional.empty();
        }
    }

    /** Answers without reading. */
    private static final class Leaving implements Application {
        private final Queue<String> paths = new ConcurrentLinkedQueue<>();

        @Override
        public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
            paths.add(Environ.pathInfo(environ));
            startResponse.start("200 OK", List.of());
            return List.of();
        }
    }
}
