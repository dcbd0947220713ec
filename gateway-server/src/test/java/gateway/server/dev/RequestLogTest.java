package gateway.server.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Finish;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

class RequestLogTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-21T14:07:02Z"), ZoneOffset.UTC);

    private static String line(String target, Finish end, boolean coloured) throws Exception {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        Application inner = (environ, startResponse) -> List.of();
        Application log =
                new RequestLog(inner, new PrintStream(written, true, UTF_8), CLOCK, coloured);
        List<Consumer<Finish>> callbacks = new ArrayList<>();
        Map<String, Object> environ = new HashMap<>();
        environ.put(Environ.REQUEST_METHOD, "GET");
        environ.put(Environ.REQUEST_URI, target);
        environ.put(Environ.ON_FINISH, (Consumer<Consumer<Finish>>) callbacks::add);
        log.call(environ, (status, headers, error) -> {});
        assertEquals("", written.toString(UTF_8), "not over yet");
        callbacks.forEach(callback -> callback.accept(end));
        return written.toString(UTF_8).strip();
    }

    @Test
    void isPlainWithoutColours() throws Exception {
        String line = line("/a?b", new Finish(200, 12, null), false);
        assertTrue(line.matches("14:07:02 200 GET /a\\?b 12 B \\d+\\.\\d ms"), line);
    }

    @Test
    void tellsHowItEnded() throws Exception {
        String line = line("/", new Finish(0, 0, new IllegalStateException("x")), false);
        assertTrue(line.matches("14:07:02 --- GET / 0 B .* ms IllegalStateException"), line);
    }

    @ParameterizedTest
    @CsvSource({"200, 32", "304, 36", "404, 33", "503, 31", "0, 31"})
    void coloursTheStatus(int status, String colour) throws Exception {
        String line = line("/", new Finish(status, 0, null), true);
        assertTrue(line.contains(" \u001b[" + colour + "m" + (status == 0 ? "---" : status)), line);
    }

    @Test
    void noClientWritesALineOrAColour() throws Exception {
        String line = line("/\n\u001b[31mx\u009b", new Finish(200, 0, null), false);
        assertTrue(line.contains(" GET /\\x0a\\x1b[31mx\\x9b "), line);
    }

    @Test
    void coloursATerminalThatWantsThem() {
        assertTrue(RequestLog.colours(Map.of("TERM", "xterm"), true));
        assertTrue(RequestLog.colours(Map.of("TERM", "xterm", "NO_COLOR", ""), true));
        assertEquals(false, RequestLog.colours(Map.of("TERM", "xterm"), false));
        assertEquals(false, RequestLog.colours(Map.of("TERM", "xterm", "NO_COLOR", "1"), true));
        assertEquals(false, RequestLog.colours(Map.of("TERM", "dumb"), true));
        assertEquals(false, RequestLog.colours(Map.of(), true));
    }
}
