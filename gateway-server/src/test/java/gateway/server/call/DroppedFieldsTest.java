package gateway.server.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.server.Gateway;
import gateway.server.http.HttpVersion;
import gateway.server.http.RequestHead;
import gateway.server.http.RequestTarget;
import gateway.server.wire.RawClient;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A header with an odd name is dropped and counted, and cannot fill the log. */
@Timeout(60)
@Tag("HDR-2")
class DroppedFieldsTest {
    private static final RequestHead HEAD =
            new RequestHead(
                    "GET",
                    new RequestTarget("/", "/", "/", "", ""),
                    HttpVersion.HTTP_1_1,
                    List.of(),
                    "a",
                    -1,
                    false,
                    true,
                    false,
                    false);

    @Test
    void aThousandAreOneLine() throws Exception {
        PrintStream standardError = System.err;
        ByteArrayOutputStream logged = new ByteArrayOutputStream();
        System.setErr(new PrintStream(logged, true, UTF_8));
        try (Gateway gateway =
                        Gateway.serving(
                                        (environ, startResponse) -> {
                                            startResponse.start("200 OK", List.of());
                                            return List.of();
                                        })
                                .on("127.0.0.1", 0)
                                .start();
                RawClient client = new RawClient(gateway.uri())) {
            for (int i = 0; i < 500; i++) {
                client.send("GET /a?b HTTP/1.1\r\nHost: a\r\nX_A: 1\r\nX.B: 2\r\n\r\n");
                assertEquals(200, client.response().status());
            }
        } finally {
            System.setErr(standardError);
        }
        List<String> lines =
                logged.toString(UTF_8).lines().filter(line -> line.contains("HDR-2")).toList();
        assertEquals(1, lines.size(), lines.toString());
        assertTrue(
                lines.getFirst()
                        .endsWith(
                                " 1 header lines dropped since the start because of odd names"
                                        + " (HDR-2), the last: X_A of GET /a"),
                lines.getFirst());
    }

    @Test
    void aMinuteLaterTheyAreALineMore() throws Exception {
        AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1); // The clock may overflow meanwhile.
        ByteArrayOutputStream logged = new ByteArrayOutputStream();
        PrintStream standardError = System.err;
        System.setErr(new PrintStream(logged, true, UTF_8));
        try {
            DroppedFields dropped =
                    new DroppedFields(LoggerFactory.getLogger(DroppedFields.class), now::get);
            dropped.add("X_A", HEAD);
            now.addAndGet(59_000_000_000L);
            dropped.add("X_B", HEAD);
            now.addAndGet(1_000_000_000L);
            dropped.add("X_C", HEAD);
            dropped.add("X_D", HEAD);
        } finally {
            System.setErr(standardError);
        }
        List<String> lines = logged.toString(UTF_8).lines().toList();
        assertEquals(2, lines.size(), lines.toString());
        assertTrue(lines.getFirst().contains(" 1 header lines dropped"), lines.toString());
        assertTrue(lines.getLast().contains(" 3 header lines dropped"), lines.toString());
        assertTrue(lines.getLast().endsWith("the last: X_C of GET /"), lines.toString());
    }
}
