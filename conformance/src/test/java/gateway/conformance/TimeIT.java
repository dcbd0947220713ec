package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The sample {@code time}: streams of events as clients get them. */
@Timeout(300)
class TimeIT {
    private static final Pattern TICK = Pattern.compile("id: (\\d+)\ndata: (\\S+)\n\n");
    private static final String LAST_CHUNK = "0\r\n\r\n";

    private static Connection stream(Server server, String target, String... fields)
            throws IOException {
        Connection connection = Connection.to(server.home());
        connection.send("GET " + target + " HTTP/1.1\r\nHost: a\r\n");
        for (String field : fields) {
            connection.send(field + "\r\n");
        }
        connection.send("\r\n");
        connection.through("\r\n\r\n");
        return connection;
    }

    /** Reads an event, in its chunk. */
    private static String tick(Connection connection) throws IOException {
        String chunk = connection.through("Z\n\n\r\n");
        assertTrue(TICK.matcher(chunk).find(), chunk);
        return chunk;
    }

    private static List<Long> ids(String events) {
        return TICK.matcher(events)
                .results()
                .map((MatchResult tick) -> Long.valueOf(tick.group(1)))
                .toList();
    }

    private static List<Long> upFrom(long first, int count) {
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(first + i);
        }
        return numbers;
    }

    @Test
    void ticksAndEndsWellAfterItsLength() throws Exception {
        try (Server server = Server.run("time", "--set", "time.length=3");
                Connection connection = stream(server, "/events")) {
            List<Long> ids = ids(connection.through(LAST_CHUNK));
            // It begins between two seconds, and may end in the last one before or after its tick.
            assertTrue(ids.size() == 2 || ids.size() == 3, ids.toString());
            assertEquals(upFrom(ids.getFirst(), ids.size()), ids);
        }
    }

    @Test
    void goesOnWhereTheClientWas() throws Exception {
        try (Server server = Server.run("time", "--set", "time.length=2")) {
            long seen = Instant.now().getEpochSecond() - 30;
            try (Connection connection = stream(server, "/events", "Last-Event-ID: " + seen)) {
                List<Long> ids = ids(connection.through(LAST_CHUNK));
                assertTrue(ids.size() >= 31, ids.toString());
                assertEquals(upFrom(seen + 1, ids.size()), ids);
            }
        }
    }

    @Test
    void takesItsLeaveWhenTheServerStops() throws Exception {
        try (Server server = Server.run("time", "--set", "time.length=3600");
                Connection often = stream(server, "/events");
                Connection seldom = stream(server, "/events?every=3600")) {
            tick(often);
            server.child().terminate();
            often.through(LAST_CHUNK);
            seldom.through(LAST_CHUNK);
            Outcome outcome = server.child().end();
            assertEquals(0, outcome.code(), outcome.err().toString());
            assertTrue(
                    outcome.err().stream()
                            .anyMatch(line -> line.contains("0 requests were aborted")),
                    outcome.err().toString());
        }
    }

    @Test
    void letsGoOfAClientThatIsGone() throws Exception {
        // The second client is let in when the first stream has ended.
        try (Server server =
                Server.run(
                        "time",
                        "--set",
                        "time.heartbeat=1",
                        "--set",
                        "time.length=3600",
                        "--max-connections",
                        "1")) {
            stream(server, "/events?every=3600").close();
            try (Connection next = Connection.to(server.home())) {
                next.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
                assertTrue(next.through("\r\n\r\n").startsWith("HTTP/1.1 200 OK\r\n"));
            }
        }
    }

    @Test
    void isUsedAsItsPageSays() throws Exception {
        SamplePage.play("time");
    }

    @Test
    @NeedsBrowser
    void movesTheHandsOfAPage(@TempDir Path profile) throws Exception {
        // The stream ends every two seconds: the browser comes again by itself, and misses nothing.
        try (Server server = Server.run("time", "--set", "time.length=2");
                Browser browser = Browser.start(profile)) {
            browser.go(server.home().toString());
            String count = "";
            for (int ticks = 0; ticks < 6; ) {
                count = browser.text("#count");
                ticks = count.startsWith("no") ? 0 : Integer.parseInt(count.split(" ", 2)[0]);
                assertTrue(count.startsWith("no") || count.endsWith(" 0 missed"), count);
            }
            Instant shown =
                    Instant.parse(
                            browser.text("#date").substring(0, 10)
                                    + "T"
                                    + browser.text("#time")
                                    + "Z");
            long late = Instant.now().getEpochSecond() - shown.getEpochSecond();
            assertTrue(late >= -1 && late < 60, shown.toString());
        }
    }
}
