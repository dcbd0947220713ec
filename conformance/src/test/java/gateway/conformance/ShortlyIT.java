package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The sample {@code shortly} with both of its stores, from outside. */
@Timeout(300)
class ShortlyIT {
    private static final int CLIENTS = 64;
    // How many URLs each of them adds that nobody else adds, and how many that all of them add.
    private static final int URLS = 3;
    private static final int CLICKS = 5;
    private static final String SHARED = "http://example.org/shared/";

    private static Server onFile(Path folder) throws Exception {
        return Server.run("shortly", "--set", "shortly.file=" + folder.resolve("links"));
    }

    private static Server on(RedisServer redis) throws Exception {
        return Server.run("shortly", "--set", "shortly.redis=redis://" + redis.address() + "/0");
    }

    @Test
    void fileLosesNothingOfWhatManyDoAtOnce(@TempDir Path folder) throws Exception {
        try (Server server = onFile(folder)) {
            crowd(server.home());
        }
    }

    @Test
    void redisLosesNothingOfWhatManyDoAtOnce(@TempDir Path folder) throws Exception {
        try (RedisServer redis = RedisServer.start(folder);
                Server server = on(redis)) {
            crowd(server.home());
        }
    }

    /** All clients add the same URLs and their own at the same time, then follow the same links. */
    private static void crowd(URI home) throws Exception {
        CyclicBarrier together = new CyclicBarrier(CLIENTS);
        List<Callable<Map<String, String>>> tasks = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            String own = "http://example.org/" + client + "/";
            tasks.add(() -> visit(home, together, own));
        }
        Map<String, String> links = new HashMap<>();
        try (Visitor visitor = new Visitor(home);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Map<String, String>> done : clients.invokeAll(tasks)) {
                done.get()
                        .forEach(
                                (url, link) ->
                                        assertEquals(
                                                link,
                                                links.merge(url, link, (first, again) -> first),
                                                () -> url + " has two links"));
            }
            assertEquals(CLIENTS * URLS + URLS, links.size(), "URLs");
            assertEquals(links.size(), new HashSet<>(links.values()).size(), "links");
            for (Map.Entry<String, String> each : links.entrySet()) {
                boolean shared = each.getKey().startsWith(SHARED);
                assertEquals(
                        shared ? CLIENTS * CLICKS : 0, visitor.clicks(each.getValue()), "clicks");
                assertEquals("302 " + each.getKey(), visitor.follow(each.getValue()));
            }
        }
    }

    /** What one client does; returns the links by their URLs. */
    private static Map<String, String> visit(URI home, CyclicBarrier together, String own)
            throws Exception {
        Map<String, String> shared = new HashMap<>();
        Map<String, String> links = new HashMap<>();
        try (Visitor visitor = new Visitor(home)) {
            together.await();
            for (int i = 0; i < URLS; i++) {
                shared.put(SHARED + i, visitor.add(SHARED + i));
                links.put(own + i, visitor.add(own + i));
            }
            for (Map.Entry<String, String> each : shared.entrySet()) {
                for (int click = 0; click < CLICKS; click++) {
                    assertEquals("302 " + each.getKey(), visitor.follow(each.getValue()));
                }
            }
        }
        links.putAll(shared);
        return links;
    }

    @Test
    void saysThatRedisIsGoneUntilItIsBack(@TempDir Path folder) throws Exception {
        try (RedisServer redis = RedisServer.start(folder);
                Server server = on(redis);
                Visitor visitor = new Visitor(server.home())) {
            String link = visitor.add("http://example.org/");
            assertEquals("302 http://example.org/", visitor.follow(link));

            redis.stop();
            assertUnavailable(visitor, link);
            server.awaitLine("no answer from the store");

            redis.startAgain();
            assertEquals("302 http://example.org/", visitor.follow(link));
            assertEquals(link, visitor.add("http://example.org/"));
            assertEquals(2, visitor.clicks(link));

            // Gone and back while nobody asked: none of the connections that were open is used.
            redis.stop();
            redis.startAgain();
            assertEquals("302 http://example.org/", visitor.follow(link));

            redis.freeze();
            assertUnavailable(visitor, link);
            redis.thaw();
            assertEquals("302 http://example.org/", visitor.follow(link));
            assertEquals(0, server.terminate().code());
        }
    }

    private static void assertUnavailable(Visitor visitor, String link) throws Exception {
        for (String path : List.of(link, link + "+")) {
            var answer = visitor.get(path);
            assertEquals(503, answer.statusCode());
            assertEquals(Optional.of("5"), answer.headers().firstValue("Retry-After"));
            assertTrue(answer.body().contains("out of reach"), answer.body());
        }
        assertEquals(503, visitor.post("http://example.org/").statusCode());
        assertEquals(200, visitor.get("/").statusCode(), "the form");
        assertEquals(200, visitor.get("/static/style.css").statusCode());
    }

    @Test
    void startsBeforeItsRedis(@TempDir Path folder) throws Exception {
        try (RedisServer redis = RedisServer.start(folder)) {
            redis.stop();
            try (Server server = on(redis);
                    Visitor visitor = new Visitor(server.home())) {
                assertEquals(503, visitor.get("/1").statusCode());
                redis.startAgain();
                assertEquals("/1", visitor.add("http://example.org/"));
            }
        }
    }

    @Test
    void keepsInItsFileWhatItHasAnswered(@TempDir Path folder) throws Exception {
        String link;
        try (Server server = onFile(folder);
                Visitor visitor = new Visitor(server.home())) {
            link = visitor.add("http://example.org/");
            visitor.follow(link);
            // Killed, not stopped.
            server.child().signal("KILL");
            server.child().end();
        }
        try (Server server = onFile(folder);
                Visitor visitor = new Visitor(server.home())) {
            assertEquals(link, visitor.add("http://example.org/"));
            assertEquals(1, visitor.clicks(link));
            assertEquals(0, server.terminate().code());
        }
        try (Server server = onFile(folder);
                Visitor visitor = new Visitor(server.home())) {
            assertEquals(1, visitor.clicks(link));
        }
    }

    @Test
    void startsNotOnAFileThatIsInUse(@TempDir Path folder) throws Exception {
        try (Server server = onFile(folder);
                Child second =
                        Server.launch(
                                "run",
                                "shortly",
                                "--set",
                                "shortly.file=" + folder.resolve("links"),
                                "--bind",
                                "127.0.0.1:0")) {
            Outcome outcome = second.end();
            assertTrue(outcome.code() != 0, outcome.err().toString());
            assertTrue(
                    outcome.err().stream().anyMatch(line -> line.contains("already in use")),
                    outcome.err().toString());
            assertTrue(!outcome.hasStackTrace(), outcome.err().toString());
            assertEquals(0, server.terminate().code());
        }
    }
}
