package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.StartResponse;
import gateway.server.Gateway;
import gateway.tck.http.Conversation;
import gateway.tck.http.Request;
import gateway.tck.http.SocketClient;
import gateway.tck.http.Version;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What spec.md documents of the reference server is what a recorded request shows: the index of
 * environ keys, and "every optional key and every capability of chapter 16".
 */
@Tag("CONF-3")
class DocumentedTest {
    /** Key, and when it is present. */
    private static final Pattern ROW =
            Pattern.compile("\\| `([A-Za-z_.]+)` \\| .*? \\| ([^|]+) \\| [A-Z]+-\\d.*");

    /** What a plain connection without an authenticated user cannot have. */
    private static final Set<String> NOT_HERE =
            Set.of("if the server authenticated the user", "optional, under TLS only");

    /** The server's own key, which its chapter of spec.md names beside the index (EXT-1). */
    private static final String OWN = "gateway_server.stopping";

    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Test
    void theKeysOfARequestAreThoseOfTheIndex() throws Exception {
        ask(
                200,
                (environ, startResponse) -> {
                    environ.keySet().stream()
                            .filter(key -> !key.startsWith("HTTP_"))
                            .forEach(seen::add);
                    startResponse.start("200 OK", List.of());
                });
        Map<String, String> documented = documented();
        documented.values().removeAll(NOT_HERE);
        Set<String> expected = new TreeSet<>(documented.keySet());
        expected.add(OWN);
        assertEquals(expected, new TreeSet<>(seen));
        String law = Files.readString(Checkout.top().resolve("spec.md"));
        assertTrue(law.contains("`" + OWN + "`"), "documented");
    }

    @Test
    void everyCapabilityIsThere() throws Exception {
        ask(
                200,
                (environ, startResponse) -> {
                    seen.add("earlyHints " + startResponse.earlyHints(List.of()));
                    startResponse.start("200 OK", List.of());
                    seen.add("trailers " + startResponse.trailers(List::of));
                    seen.add("flush " + startResponse.flush());
                });
        ask(
                101,
                (environ, startResponse) ->
                        seen.add(
                                "upgrade "
                                        + startResponse.upgrade("x", List.of(), (in, out) -> {})));
        assertEquals(
                List.of("earlyHints true", "trailers true", "flush true", "upgrade true"), seen);
    }

    private interface Recorder {
        void record(Map<String, Object> environ, StartResponse startResponse) throws IOException;
    }

    /** One request with everything that makes keys and capabilities appear. */
    private static void ask(int expected, Recorder recorder) throws Exception {
        Application application =
                (environ, startResponse) -> {
                    Environ.input(environ).readAllBytes();
                    recorder.record(environ, startResponse);
                    return () -> List.of(new byte[] {'.'}).iterator(); // Without a length.
                };
        try (Gateway gateway = Gateway.serving(application).on("127.0.0.1", 0).start();
                SocketClient client =
                        new SocketClient(
                                new InetSocketAddress(
                                        InetAddress.getLoopbackAddress(),
                                        gateway.uri().getPort()))) {
            Request request =
                    Request.of("POST", "/", Version.HTTP_1_1)
                            .with("Host", "a")
                            .with("Content-Type", "text/plain")
                            .with("TE", "trailers")
                            .with("Upgrade", "x")
                            .with("Connection", "upgrade, te")
                            .body("hello");
            int status = new Conversation(client.open(request)).head().orElseThrow().status();
            assertEquals(expected, status);
        }
    }

    private static Map<String, String> documented() throws IOException {
        Map<String, String> keys = new TreeMap<>();
        String text = Files.readString(Checkout.top().resolve("spec.md"));
        int begin = text.indexOf("\n## Index of environ keys\n");
        String index = text.substring(begin, text.indexOf("\n## ", begin + 1));
        for (String line : index.lines().toList()) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                keys.put(row.group(1), row.group(2));
            }
        }
        return keys;
    }
}
