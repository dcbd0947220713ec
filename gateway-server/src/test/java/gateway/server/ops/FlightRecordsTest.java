package gateway.server.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gateway.api.Application;
import gateway.server.Gateway;
import gateway.server.Observers;
import gateway.server.wire.RawClient;

import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** A recording, read back. */
@Timeout(60)
class FlightRecordsTest {
    @Test
    void hasRequestsConnectionsAndRefusals(@TempDir Path folder) throws Exception {
        Application hello =
                (environ, startResponse) -> {
                    startResponse.start("200 OK", List.of());
                    return List.of("hello".getBytes(ISO_8859_1));
                };
        Path file = folder.resolve("recording.jfr");
        int port;
        try (Recording recording = new Recording()) {
            for (String name : List.of("Request", "Connection", "Refusal")) {
                recording.enable("gateway." + name);
            }
            recording.start();
            Operations operations =
                    Operations.open(
                            OpsSettings.NOTHING.withFlightRecords().withRequestIds(), () -> "");
            try (Gateway gateway =
                            Gateway.serving(hello)
                                    .on("127.0.0.1", 0)
                                    .observers(
                                            new Observers(
                                                    operations.server(),
                                                    operations.requests(),
                                                    Duration.ZERO))
                                    .start();
                    RawClient client = new RawClient(gateway.uri())) {
                port = client.localPort();
                client.send("GET /a?b HTTP/1.1\r\nHost: a\r\nX-Request-Id: i-1\r\n\r\n");
                assertEquals(200, client.response().status());
                client.send("GET / HTTP/1.1\r\n\r\n");
                assertEquals(400, client.response().status());
            }
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        List<RecordedEvent> requests = named(events, "gateway.Request");
        assertEquals(2, requests.size());
        RecordedEvent first = requests.getFirst();
        assertEquals("GET", first.getString("method"));
        assertEquals("/a?b", first.getString("target"));
        assertEquals(200, first.getInt("status"));
        assertEquals("complete", first.getString("ended"));
        assertEquals("i-1", first.getString("id"));
        assertEquals("127.0.0.1:" + port, first.getString("client"));
        assertTrue(first.getDuration("took").toNanos() > 0);
        assertEquals(400, requests.getLast().getInt("status"));

        List<RecordedEvent> connections = named(events, "gateway.Connection");
        assertEquals(1, connections.size());
        assertEquals(
                connections.getFirst().getLong("sent"),
                requests.stream().mapToLong(request -> request.getLong("sent")).sum());
        assertTrue(connections.getFirst().getLong("received") > 0);

        List<RecordedEvent> refusals = named(events, "gateway.Refusal");
        assertEquals(1, refusals.size());
        assertEquals("HOST_MISSING", refusals.getFirst().getString("rule"));
    }

    private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals(name))
                // A file has those of one thread after those of another.
                .sorted(Comparator.comparing(RecordedEvent::getEndTime))
                .toList();
    }
}
