package gateway.server.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;
import gateway.server.call.Concurrency;
import gateway.server.call.Mount;
import gateway.server.call.MountedExchange;
import gateway.server.http.HttpConnection;
import gateway.server.http.HttpSettings;
import gateway.server.http.Pieces;
import gateway.server.net.ConnectionHandler;
import gateway.server.net.MemoryConnection;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * From a meaning to octets, through the server, and back to the meaning: HDR-1 to HDR-8, STR-1 to
 * STR-9, IN-1 to IN-3. {@code -Dgateway.seed=N} and {@code -Dgateway.requests=N} try others, and
 * more.
 */
class RoundTripTest {
    private static final long SEED = Long.getLong("gateway.seed", 1);
    private static final int REQUESTS = Integer.getInteger("gateway.requests", 5_000);

    /** What comes from the connection and the settings. */
    private static final Set<String> OTHERS =
            Set.of(
                    Environ.SERVER_NAME,
                    Environ.SERVER_PORT,
                    Environ.REMOTE_ADDR,
                    Environ.REMOTE_PORT,
                    Environ.URL_SCHEME);

    private final List<Seen> seen = new ArrayList<>();
    private final ConnectionHandler server =
            HttpConnection.handler(
                    MountedExchange.of(
                            List.of(new Mount("", application())),
                            Map.of(),
                            new Concurrency.Virtual()),
                    HttpSettings.DEFAULT);

    @Test
    void whatWasMeantIsWhatIsSeen() throws Exception {
        for (int i = 0; i < REQUESTS; i++) {
            Random chance = new Random(SEED * 1_000_003 + i);
            GeneratedRequest request = GeneratedRequest.by(chance);
            String which = "seed " + SEED + " no " + i;
            send(Pieces.random(request.octets(), chance));
            assertEquals(1, seen.size(), () -> which + " was refused: " + shown(request));
            Seen it = seen.removeFirst();
            assertEquals(request.environ(), it.environ, () -> which + ": " + shown(request));
            assertEquals(request.headersInOrder(), it.headers, which);
            assertEquals(request.bodyOctets(), it.body, which);
        }
        System.out.printf("round trip: %d requests, seed %d%n", REQUESTS, SEED);
    }

    private void send(List<byte[]> pieces) throws IOException {
        server.handle(MemoryConnection.of(pieces).connection());
    }

    private Application application() {
        return (environ, startResponse) -> {
            Map<String, Object> texts = new TreeMap<>();
            environ.forEach(
                    (key, value) -> {
                        if ((value instanceof String || value instanceof Long)
                                && !OTHERS.contains(key)) {
                            texts.put(key, value);
                        }
                    });
            List<Header> headers = new ArrayList<>();
            if (environ.get(Environ.RAW_HEADERS) instanceof List<?> all) {
                all.forEach(header -> headers.add((Header) header));
            }
            byte[] body = Environ.input(environ).readAllBytes();
            seen.add(new Seen(texts, headers, new String(body, ISO_8859_1)));
            startResponse.start("204 No Content", List.of());
            return List.of();
        };
    }

    private static String shown(GeneratedRequest request) {
        return Notation.show(new String(request.octets(), ISO_8859_1));
    }

    private record Seen(Map<String, Object> environ, List<Header> headers, String body) {}
}
