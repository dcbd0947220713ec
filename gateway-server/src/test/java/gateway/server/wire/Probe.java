package gateway.server.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;
import gateway.api.StartResponse;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Answers every request with what it saw, and remembers that it was called.
 *
 * <p>It reads the body to its end before anything else; a failure of that is not caught. Its answer
 * is text in UTF-8, one line {@code key=value} for each key of the environ with a string or a
 * number, then {@code body.length}, in octets, and {@code body}, its first 256, all shown in {@link
 * Notation}.
 */
final class Probe implements Application {
    private static final List<Header> HEADERS =
            List.of(new Header("Content-Type", "text/plain; charset=utf-8"));
    private static final int SHOWN_OCTETS = 256;

    private final Map<Integer, Queue<String>> callsByPort = new ConcurrentHashMap<>();

    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws IOException {
        int port = Integer.parseInt(String.valueOf(environ.get(Environ.REMOTE_PORT)));
        callsByPort
                .computeIfAbsent(port, p -> new ConcurrentLinkedQueue<>())
                .add(String.valueOf(environ.get(Environ.REQUEST_URI)));
        byte[] body = Environ.input(environ).readAllBytes();
        StringBuilder text = new StringBuilder();
        new TreeMap<>(environ)
                .forEach(
                        (key, value) -> {
                            if (value instanceof String || value instanceof Number) {
                                line(text, key, value.toString());
                            }
                        });
        line(text, "body.length", Integer.toString(body.length));
        int shown = Math.min(body.length, SHOWN_OCTETS);
        line(text, "body", new String(body, 0, shown, ISO_8859_1));
        startResponse.start("200 OK", HEADERS);
        return List.of(text.toString().getBytes(UTF_8));
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(key).append('=').append(Notation.show(value)).append('\n');
    }

    /** Forgets calls from a client port, which the system may have used before. */
    void forget(int port) {
        callsByPort.remove(port);
    }

    /** The request targets of the calls that came from a client port. */
    List<String> callsFrom(int port) {
        return List.copyOf(callsByPort.getOrDefault(port, new ConcurrentLinkedQueue<>()));
    }
}
