package gateway.server.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.StartResponse;
import gateway.server.wire.RawClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/** The access log of a process: what signals do to it, and what loggers know. */
@Timeout(120)
class AccessLogProcessTest {
    /** Tells what loggers know of the request. */
    public static final class Tells implements Application {
        /** For the command line. */
        public Tells() {}

        @Override
        public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
            startResponse.start("200 OK", List.of());
            String told = MDC.get("request_id") + " " + environ.get("gateway_server.request_id");
            MDC.put("left_behind", Environ.pathInfo(environ));
            return List.of((told + " " + MDC.getCopyOfContextMap().size()).getBytes(ISO_8859_1));
        }
    }

    private static String ask(RawClient client, String target) throws IOException {
        client.send("GET " + target + " HTTP/1.1\r\nHost: a\r\nX-Request-Id: id-7\r\n\r\n");
        return client.response().body();
    }

    @Test
    void aHangUpOpensItAnewAndATermLosesNothing(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("access.log");
        Path renamed = folder.resolve("access.log.1");
        ConcurrentLinkedQueue<String> got = new ConcurrentLinkedQueue<>();
        Semaphore answers = new Semaphore(0);
        List<Thread> clients;
        try (Run run =
                Run.of(
                        Tells.class,
                        "--access-log",
                        log.toString(),
                        "--access-log-format",
                        "combined")) {
            clients =
                    Stream.of("a", "b", "c")
                            .map(
                                    name ->
                                            Thread.ofVirtual()
                                                    .start(() -> load(run, name, got, answers)))
                            .toList();
            answers.acquire(500);
            Files.move(log, renamed);
            run.signal("HUP");
            run.awaitError("the access log was opened anew: " + log);
            answers.acquire(500);
            run.signal("TERM");
            assertEquals(0, run.end(), run.errors());
        }
        for (Thread client : clients) {
            client.join();
        }
        Set<String> told = new HashSet<>();
        for (Path file : List.of(renamed, log)) {
            List<String> lines = Files.readAllLines(file, ISO_8859_1);
            assertTrue(lines.size() >= 100, file + " has " + lines.size());
            for (String line : lines) {
                String request = LogReader.combined(line).group("request");
                assertTrue(told.add(request.split(" ", -1)[1]), line);
            }
        }
        for (String target : got) {
            assertTrue(told.contains(target), target);
        }
    }

    private static void load(
            Run run, String name, ConcurrentLinkedQueue<String> got, Semaphore answers) {
        try (RawClient client = new RawClient(run.home())) {
            for (int i = 0; true; i++) {
                String target = "/" + name + i;
                ask(client, target);
                got.add(target);
                answers.release();
            }
        } catch (IOException e) {
            // The server has stopped.
        }
    }

    @Test
    void standardOutputHasTheLinesAndNothingElse() throws Exception {
        String out;
        try (Run run =
                        Run.of(
                                Tells.class,
                                "--access-log=-",
                                "--access-log-format",
                                "json",
                                "--request-ids");
                RawClient client = new RawClient(run.home())) {
            assertEquals("id-7 id-7 2", ask(client, "/a"));
            assertEquals("id-7 id-7 2", ask(client, "/b")); // What /a left behind is gone.
            run.signal("TERM");
            assertEquals(0, run.end(), run.errors());
            out = run.output();
        }
        List<Map<String, String>> lines = out.lines().map(LogReader::json).toList();
        assertEquals(2, lines.size(), out);
        assertEquals("/a", lines.getFirst().get("target"));
        assertEquals("id-7", lines.getLast().get("request_id"));
        assertTrue(out.getBytes(UTF_8).length == out.length());
    }
}
