package gateway.server.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Finish;
import gateway.server.Gateway;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Clients that leave: half (RFC 9112 section 9.6), or altogether (BODY-7, CLOSE-1, ERR-4). */
@Timeout(60)
class DisconnectTest {
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    @Test
    void aClientThatHasEndedItsSideGetsItsAnswer() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch halfClosed = new CountDownLatch(1);
        String answer = "x".repeat(1_000_000);
        Application late =
                (environ, startResponse) -> {
                    called.countDown();
                    await(halfClosed);
                    startResponse.start(
                            Environ.clientDisconnected(environ) ? "500 Gone" : "200 OK", List.of());
                    return List.of(answer.getBytes(ISO_8859_1));
                };
        try (Gateway gateway = Gateway.serving(late).on("127.0.0.1", 0).start();
                RawClient client = new RawClient(gateway.uri())) {
            client.send(REQUEST);
            await(called);
            client.halfClose();
            halfClosed.countDown();
            Response response = client.response();
            assertEquals(200, response.status());
            assertEquals(answer, response.body());
            assertTrue(client.ended());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClientGoneWithinALargeAnswerDisturbsNobody(boolean reset) throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        Application endless =
                (environ, startResponse) -> {
                    startResponse.start("200 OK", List.of());
                    return Environ.pathInfo(environ).equals("/")
                            ? new Endless(closed)
                            : List.of("fine".getBytes(ISO_8859_1));
                };
        try (Gateway gateway = Gateway.serving(endless).on("127.0.0.1", 0).start();
                RawClient other = new RawClient(gateway.uri())) {
            try (RawClient client = new RawClient(gateway.uri())) {
                client.send(REQUEST);
                assertEquals(200, client.head().status());
                assertEquals(Endless.OCTETS, client.chunk().orElseThrow().length());
                if (reset) {
                    client.reset();
                }
            }
            await(closed);
            other.send(REQUEST.replace("/ ", "/other "));
            assertEquals("fine", other.response().body());
            try (RawClient next = new RawClient(gateway.uri())) {
                next.send(REQUEST.replace("/ ", "/next "));
                assertEquals("fine", next.response().body());
            }
        }
    }

    /** EXT-9: what a client took of many large arrays before it left is told. */
    @Test
    void whatLeftOfACollectionIsCounted() throws Exception {
        List<byte[]> arrays = Collections.nCopies(1_000, new byte[100_000]);
        CompletableFuture<Finish> finished = new CompletableFuture<>();
        Application large =
                (environ, startResponse) -> {
                    Environ.onFinish(environ, finished::complete);
                    startResponse.start("200 OK", List.of());
                    return arrays;
                };
        try (Gateway gateway = Gateway.serving(large).on("127.0.0.1", 0).start()) {
            try (RawClient client = new RawClient(gateway.uri())) {
                client.send(REQUEST);
                assertEquals(200, client.head().status());
                client.reset();
            }
            Finish finish = finished.get(RawClient.PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            assertTrue(finish.octets() > 0, finish::toString);
            assertTrue(finish.octets() < 100_000_000, finish::toString);
        }
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertTrue(latch.await(RawClient.PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
    }

    /** A body without an end. */
    private record Endless(CountDownLatch closed) implements Iterable<byte[]>, AutoCloseable {
        private static final int OCTETS = 50_000;

        @Override
        public Iterator<byte[]> iterator() {
            return Stream.generate(() -> new byte[OCTETS]).iterator();
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
