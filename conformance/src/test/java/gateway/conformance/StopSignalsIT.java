package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What a stop does to requests that do not end, and what a second signal does. */
class StopSignalsIT {
    /** {@code /deaf} ignores interrupts, everything else ends with one. */
    private static final String SLOW =
            """
            import gateway.api.*;
            import java.util.*;
            import java.util.concurrent.*;

            public final class Slow implements Application {
                @Override
                public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
                    System.err.println("in " + environ.get("PATH_INFO"));
                    while (true) {
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            System.err.println("interrupted in " + environ.get("PATH_INFO"));
                            if (!environ.get("PATH_INFO").equals("/deaf")) {
                                return List.of();
                            }
                        }
                    }
                }
            }
            """;

    private static Server run(Path folder, String... words) throws Exception {
        String[] all = new String[words.length + 2];
        all[0] = "--classpath";
        all[1] = OwnJar.build(folder, "Slow", SLOW).toString();
        System.arraycopy(words, 0, all, 2, words.length);
        return Server.run(all);
    }

    private static Connection ask(Server server, String path) throws Exception {
        Connection connection = Connection.to(server.home());
        connection.send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
        server.child().awaitError("in " + path.replaceFirst("\\?.*", ""));
        return connection;
    }

    @Test
    void aHangUpStopsNothing() throws Exception {
        try (Server server = Server.run("hello")) {
            server.hangUp();
            server.awaitLine("there is nothing to reload");

            try (Connection connection = Connection.to(server.home())) {
                connection.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
                assertEquals(200, connection.answer().orElseThrow().status());
            }
            assertEquals(0, server.terminate().code());
        }
    }

    @Test
    void afterTheGraceWhatIsLeftIsAbortedAndReported(@TempDir Path folder) throws Exception {
        try (Server server = run(folder, "--grace", "1s");
                Connection one = ask(server, "/one?secret");
                Connection two = ask(server, "/two");
                Connection idle = Connection.to(server.home())) {
            Outcome outcome = server.terminate();

            assertEquals(0, outcome.code());
            assertThrows(IOException.class, one::answer);
            assertThrows(IOException.class, two::answer);
            assertTrue(idle.answer().isEmpty());
            assertSaid(outcome.err(), "stopping: ", "2 requests run");
            assertSaid(outcome.err(), "stopped: 2 requests were aborted", "GET /one");
            assertSaid(outcome.err(), "stopped: 2 requests were aborted", "GET /two");
            assertSaid(outcome.err(), "interrupted in /one", "");
            assertTrue(
                    outcome.err().stream().noneMatch(l -> l.contains("secret")), outcome::toString);
        }
    }

    @Test
    void anInterruptIsQuick(@TempDir Path folder) throws Exception {
        try (Server server = run(folder, "--grace", "24h", "--drain-delay", "1h");
                Connection one = ask(server, "/one")) {
            server.child().signal("INT");

            Outcome outcome = server.child().end();

            assertEquals(0, outcome.code(), outcome::toString);
            assertThrows(IOException.class, one::answer);
            assertSaid(outcome.err(), "stopping: ", "have 1000 ms");
            assertSaid(outcome.err(), "stopped: 1 requests were aborted", "GET /one");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void aSecondSignalDoesNotWait(String second, @TempDir Path folder) throws Exception {
        try (Server server = run(folder, "--grace", "24h");
                Connection one = ask(server, "/one");
                Connection deaf = ask(server, "/deaf")) {
            server.child().signal("TERM");
            server.child().awaitError("stopping: ");
            server.child().signal(second);

            Outcome outcome = server.child().end();

            assertTrue(outcome.code() <= 1, outcome::toString);
            assertThrows(IOException.class, one::answer);
            assertThrows(IOException.class, deaf::answer);
            assertSaid(outcome.err(), "interrupted in /one", "");
            assertSaid(outcome.err(), "stopped: 2 requests were aborted", "GET /deaf");
        }
    }

    private static void assertSaid(List<String> lines, String words, String also) {
        assertEquals(
                1,
                lines.stream().filter(l -> l.contains(words) && l.contains(also)).count(),
                () -> words + " in " + lines);
    }
}
