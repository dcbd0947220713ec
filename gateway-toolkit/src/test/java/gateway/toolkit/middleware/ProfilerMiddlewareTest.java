package gateway.toolkit.middleware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

@Timeout(60)
class ProfilerMiddlewareTest {
    private final List<Profile> profiles = new CopyOnWriteArrayList<>();

    private ProfilerMiddleware.Builder builder() {
        return ProfilerMiddleware.builder(profiles::add).interval(Duration.ofMillis(1));
    }

    /** Computes until somebody says that it is enough. */
    private static void busy(BooleanSupplier enough) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!enough.getAsBoolean() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static BooleanSupplier after(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        return () -> System.nanoTime() > end;
    }

    @Test
    void findsTheMethod() {
        Application application =
                (environ, startResponse) -> {
                    startResponse.start(
                            "200 OK", List.of(new Header("Content-Type", "text/plain")));
                    busy(after(Duration.ofMillis(300)));
                    return List.of("x".getBytes(UTF_8));
                };
        Exchange.get("/a/b").through(builder(), application);
        Profile profile = profiles.get(0);
        assertEquals("GET", profile.method());
        assertEquals("/a/b", profile.path());
        assertEquals(200, profile.status());
        assertTrue(profile.inside().toMillis() >= 300, profile::toString);
        assertTrue(profile.total().compareTo(profile.inside()) >= 0);
        assertTrue(profile.samples() > 0);
        Profile.Spent busy =
                profile.methods().stream()
                        .filter(spent -> spent.name().equals(getClass().getName() + ".busy"))
                        .findFirst()
                        .orElseThrow();
        assertTrue(busy.all() > profile.samples() / 2, profile::text);
        assertTrue(profile.text().contains(getClass().getName() + ".busy"), profile::text);
        assertFalse(profile.text().contains("ProfilerMiddleware."), profile::text);
    }

    @Test
    void countsTheBodyAndNotTheServer() {
        Application application =
                (environ, startResponse) -> {
                    startResponse.start(
                            "200 OK", List.of(new Header("Content-Type", "text/plain")));
                    return () -> {
                        Iterator<String> texts = List.of("one", "three").iterator();
                        return new Iterator<byte[]>() {
                            @Override
                            public boolean hasNext() {
                                return texts.hasNext();
                            }

                            @Override
                            public byte[] next() {
                                busy(after(Duration.ofMillis(50)));
                                return texts.next().getBytes(UTF_8);
                            }
                        };
                    };
                };
        Exchange.get("/").through(builder(), application);
        assertEquals(8, profiles.get(0).octets());
        assertTrue(profiles.get(0).inside().toMillis() >= 100);
    }

    @Test
    void leavesBodiesWhatTheyAre() throws Exception {
        List<byte[]> body = List.of(new byte[1]);
        Application application =
                builder()
                        .wrap(
                                (environ, startResponse) -> {
                                    startResponse.start("200 OK", List.of());
                                    return body;
                                });
        Exchange exchange = Exchange.get("/").without(Environ.ON_FINISH);
        assertSame(body, application.call(exchange.environ, (status, headers, error) -> {}));
        assertEquals(1, profiles.size());
        assertEquals(-1, profiles.get(0).octets());
    }

    @Test
    void oneProfileForEachRequest() {
        Exchange.get("/").through(builder(), Applications.events(Applications.Stream.of("a")));
        assertEquals(1, profiles.size());
        Exchange.get("/")
                .without(Environ.ON_FINISH)
                .through(builder(), Applications.events(Applications.Stream.of("a")));
        assertEquals(2, profiles.size());
        Exchange.get("/")
                .without(Environ.ON_FINISH)
                .through(
                        builder(),
                        (environ, startResponse) -> {
                            throw new IOException("x");
                        });
        assertEquals(3, profiles.size());
        assertEquals(0, profiles.get(2).status());
    }

    /**
     * The thread that looks is there while somebody is looked at, and no longer than the server.
     */
    @Test
    @Tag("SRV-4")
    void leavesNoThread() throws Exception {
        Set<Thread> before = samplers(); // Of other tests.
        ProfilerMiddleware middleware =
                builder()
                        .wrap(
                                (environ, startResponse) -> {
                                    startResponse.start("200 OK", List.of());
                                    assertEquals(1, samplersSince(before));
                                    return List.of();
                                });
        for (int i = 0; i < 3; i++) {
            assertEquals(0, samplersSince(before));
            middleware.call(
                    Exchange.get("/").without(Environ.ON_FINISH).environ,
                    (status, headers, error) -> {});
            middleware.stop();
            assertEquals(0, samplersSince(before));
        }
        middleware.call(
                Exchange.get("/").without(Environ.ON_FINISH).environ,
                (status, headers, error) -> {});
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        busy(() -> samplersSince(before) == 0 || System.nanoTime() > end);
        assertEquals(0, samplersSince(before));
    }

    private static Set<Thread> samplers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("gateway-toolkit-profiler"))
                .collect(Collectors.toSet());
    }

    private static int samplersSince(Set<Thread> before) {
        Set<Thread> now = new HashSet<>(samplers());
        now.removeAll(before);
        return now.size();
    }

    private static Profile of(String method, String path) {
        return new Profile(
                method,
                path,
                200,
                Instant.ofEpochMilli(7),
                Duration.ofMillis(12),
                Duration.ofMillis(10),
                5,
                4,
                List.of(new Profile.Spent("a.B.c", 1, 4)));
    }

    @Test
    void texts() throws IOException {
        StringBuilder out = new StringBuilder();
        ProfilerMiddleware.to(out).accept(of("GET", "/a\u001b[31m\r\nb"));
        assertEquals(
                List.of(
                        "GET /a?[31m??b",
                        "200, 5 octets, 12.0 ms, of which 10.0 ms inside, 4 samples",
                        "    self      all  method",
                        "   25.0%   100.0%  a.B.c",
                        ""),
                out.toString().lines().toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | / | GET.root.12ms.7",
                "GET | /a/b/ | GET.a.b.12ms.7",
                "GET | /../../etc/passwd | GET.......etc.passwd.12ms.7",
                "GET | /a b | GET.a_b.12ms.7",
            })
    void fileNames(String method, String path, String name) {
        assertEquals(name, ProfilerMiddleware.fileName(of(method, path)));
    }

    @Test
    void filesStayInTheirDirectory(@TempDir Path directory) throws IOException {
        Path inner = Files.createDirectory(directory.resolve("profiles"));
        for (String path : List.of("/../x", "/a\u0000b", "/" + "x".repeat(5000), "/あ", "/..%2f")) {
            ProfilerMiddleware.toDirectory(inner).accept(of("G!T", path));
        }
        try (var files = Files.walk(directory)) {
            List<Path> written = files.filter(Files::isRegularFile).toList();
            assertEquals(5, written.size());
            for (Path file : written) {
                assertEquals(inner, file.getParent());
                assertTrue(
                        file.getFileName().toString().matches("[A-Za-z0-9._-]+"), file::toString);
            }
        }
    }

    @Test
    void refusesIntervalsThatCannotBe() {
        assertThrows(IllegalArgumentException.class, () -> builder().interval(Duration.ofNanos(1)));
        assertThrows(IllegalArgumentException.class, () -> builder().interval(Duration.ofDays(1)));
    }
}
