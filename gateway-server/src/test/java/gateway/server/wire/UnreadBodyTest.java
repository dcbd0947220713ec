package gateway.server.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.server.Gateway;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * IN-8: a body that the application leaves is drained, or ends the connection; it is no request.
 */
@Timeout(60)
class UnreadBodyTest {
    private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 10_000})
    void aBodyOfRequestsIsNoRequest(int times) throws Exception {
        Queue<String> paths = new ConcurrentLinkedQueue<>();
        Application unread =
                (environ, startResponse) -> {
                    paths.add(Environ.pathInfo(environ));
                    startResponse.start("200 OK", List.of());
                    return List.of();
                };
        String body = SMUGGLED.repeat(times);
        String request =
                "POST /first HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length() + "\r\n\r\n";
        try (Gateway gateway = Gateway.serving(unread).on("127.0.0.1", 0).start();
                RawClient client = new RawClient(gateway.uri())) {
            CompletableFuture<Void> sent =
                    CompletableFuture.runAsync(
                            () -> {
                                try {
                                    client.send(request + body);
                                    client.send("GET /second HTTP/1.1\r\nHost: a\r\n\r\n");
                                } catch (IOException e) {
                                    // The server has closed instead of draining so much.
                                }
                            });
            Response first = client.response();
            assertEquals(200, first.status());
            Optional<Response> second = second(client);
            assertFalse(first.closes() && second.isPresent());
            assertTrue(second.isEmpty() || second.get().status() == 200);
            List<String> expected =
                    second.isPresent() ? List.of("/first", "/second") : List.of("/first");
            assertEquals(expected, List.copyOf(paths));
            client.reset(); // Lets the sender go.
            sent.get();
        }
    }

    /** Empty if the connection ended, in order or, after too many octets to drain, by a reset. */
    private static Optional<Response> second(RawClient client) throws IOException {
        try {
            return client.response(false);
        } catch (SocketException e) {
            return Optional.empty();
        }
    }
}
