package gateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Finish;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

class RequestLinesTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-21T00:18:57Z"), ZoneOffset.UTC);

    private static String line(String target, Finish end, Map<String, Object> more)
            throws Exception {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        Application lines =
                new RequestLines(
                        (environ, startResponse) -> List.of(),
                        new PrintStream(written, true, UTF_8),
                        CLOCK);
        List<Consumer<Finish>> callbacks = new ArrayList<>();
        Map<String, Object> environ = new HashMap<>(more);
        environ.put(Environ.REQUEST_METHOD, "GET");
        environ.put(Environ.REQUEST_URI, target);
        environ.put(Environ.SERVER_PROTOCOL, "HTTP/1.1");
        environ.put(Environ.ON_FINISH, (Consumer<Consumer<Finish>>) callbacks::add);
        lines.call(environ, (status, headers, error) -> {});
        assertEquals("", written.toString(UTF_8), "not over yet");
        callbacks.forEach(callback -> callback.accept(end));
        return written.toString(UTF_8);
    }

    @Test
    void hasTheLookOfHttpServer() throws Exception {
        assertEquals(
                "127.0.0.1 - - [21/Nov/2026 00:18:57] \"GET /a.txt?x HTTP/1.1\" 200 1024\n",
                line(
                        "/a.txt?x",
                        new Finish(200, 1024, null),
                        Map.of(Environ.REMOTE_ADDR, "127.0.0.1")));
    }

    @Test
    void whatThereIsNotIsADash() throws Exception {
        assertEquals(
                "- - - [21/Nov/2026 00:18:57] \"GET / HTTP/1.1\" - 0\n",
                line("/", new Finish(0, 0, new Exception("gone")), Map.of()));
    }

    @Test
    void aClientEndsNeitherTheLineNorTheQuotes() throws Exception {
        assertEquals(
                "- - - [21/Nov/2026 00:18:57] \"GET /\\x0a\\x1b[1m\\\\\\x22 HTTP/1.1\" 404 9\n",
                line("/\n\u001b[1m\\\"", new Finish(404, 9, null), Map.of()));
    }
}
