package gateway.server.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gateway.api.Application;
import gateway.api.Header;
import gateway.server.call.Concurrency;
import gateway.server.call.Mount;
import gateway.server.call.MountedExchange;
import gateway.server.http.HttpConnection;
import gateway.server.http.HttpSettings;
import gateway.server.net.MemoryConnection;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** How many calls of the system answers leave by. */
class WritesTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: a.example\r\n\r\n";

    private static final Application HELLO =
            (environ, startResponse) -> {
                startResponse.start("200 OK", List.of(new Header("Content-Type", "text/plain")));
                return List.of("Hello, ".getBytes(ISO_8859_1), "World!".getBytes(ISO_8859_1));
            };

    /**
     * The least of some tries, as an application that took over a millisecond is not waited for the
     * next time.
     */
    private static int writes(String... batches) throws IOException {
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < 100; i++) {
            MemoryConnection connection =
                    MemoryConnection.of(
                            List.of(batches).stream().map(b -> b.getBytes(ISO_8859_1)).toList());
            HttpConnection.handler(
                            MountedExchange.of(
                                    List.of(new Mount("", HELLO)),
                                    Map.of(),
                                    new Concurrency.Virtual()),
                            HttpSettings.DEFAULT)
                    .handle(connection.connection());
            String all = new String(connection.written(), ISO_8859_1);
            int answers = all.split("Hello, World!", -1).length - 1;
            assertEquals(String.join("", batches).length() / GET.length(), answers, all);
            least = Math.min(least, connection.writes());
        }
        return least;
    }

    @Test
    void headAndBodyLeaveTogether() throws Exception {
        assertEquals(1, writes(GET));
        assertEquals(3, writes(GET, GET, GET));
    }

    @Test
    void soDoAnswersToPipelinedRequests() throws Exception {
        assertEquals(1, writes(GET.repeat(8)));
    }

    /** More than an idle connection waits for: it waits for more the next time. */
    @Test
    void alsoOfBatchesThatAreLarger() throws Exception {
        String batch = String.join("", Collections.nCopies(30, GET));
        assertEquals(2, writes(batch));
        assertEquals(4, writes(batch, batch, batch));
    }

    /** Of a block that is larger than one call takes, the first part leaves with the head. */
    @Test
    void soDoHeadAndTheBeginningOfALargeBlock() throws Exception {
        byte[] large = new byte[600_000];
        assertEquals(2, writesOf(List.of(large)), "with its length");
        assertEquals(3, writesOf(() -> List.of(large).iterator()), "in chunks, with the last one");
    }

    @Test
    void soDoHeadAndManyLargeArraysOfACollection() throws Exception {
        List<byte[]> arrays = Collections.nCopies(7, new byte[100_000]);
        assertEquals(2, writesOf(arrays));
        assertEquals(8, writesOf(() -> arrays.iterator()), "each before the next, and the end");
    }

    @Test
    void arraysOfAllLengthsArriveInOrder() throws Exception {
        List<byte[]> arrays = new ArrayList<>();
        StringBuilder expected = new StringBuilder();
        for (int length : new int[] {0, 40_000, 3, 524_288, 0, 1, 1_500_001, 33_000, 2, 0}) {
            String text = ("<" + length + ">").repeat(length).substring(0, length);
            arrays.add(text.getBytes(ISO_8859_1));
            expected.append(text);
        }
        assertTrue(written(arrays).endsWith("\r\n\r\n" + expected));
    }

    private static int writesOf(Iterable<byte[]> body) throws IOException {
        MemoryConnection connection = answered(body);
        assertTrue(connection.written().length > 200_000);
        return connection.writes();
    }

    private static String written(Iterable<byte[]> body) throws IOException {
        return new String(answered(body).written(), ISO_8859_1);
    }

    private static MemoryConnection answered(Iterable<byte[]> body) throws IOException {
        Application application =
                (environ, startResponse) -> {
                    startResponse.start(
                            "200 OK", List.of(new Header("Content-Type", "text/plain")));
                    return body;
                };
        MemoryConnection connection = MemoryConnection.of(List.of(GET.getBytes(ISO_8859_1)));
        HttpConnection.handler(
                        MountedExchange.of(
                                List.of(new Mount("", application)),
                                Map.of(),
                                new Concurrency.Virtual()),
                        HttpSettings.DEFAULT)
                .handle(connection.connection());
        return connection;
    }
}
