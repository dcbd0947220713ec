package gateway.server.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.server.Gateway;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** RFC 9110 section 10.1.1, IN-9: 100 at the first read, once, before anything is committed. */
@Timeout(60)
class ExpectContinueTest {
    private static final String HEAD =
            "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n";
    private static final Application ECHO =
            (environ, startResponse) -> {
                byte[] body = Environ.input(environ).readAllBytes();
                startResponse.start("200 OK", List.of());
                return List.of(body);
            };
    private static final Application UNREAD =
            (environ, startResponse) -> {
                startResponse.start("401 Unauthorized", List.of());
                return List.of();
            };

    @Test
    void aClientThatWaitsIsToldToContinue() throws Exception {
        try (Gateway gateway = Gateway.serving(ECHO).on("127.0.0.1", 0).start();
                RawClient client = new RawClient(gateway.uri())) {
            for (String body : List.of("first", "other")) {
                client.send(HEAD);
                assertEquals(100, client.response().status());
                client.send(body);
                Response response = client.response();
                assertEquals(200, response.status());
                assertEquals(body, response.body());
                assertFalse(response.closes());
            }
        }
    }

    @Test
    void aClientThatWaitsWithChunksIsToldToContinue() throws Exception {
        try (Gateway gateway = Gateway.serving(ECHO).on("127.0.0.1", 0).start();
                RawClient client = new RawClient(gateway.uri())) {
            client.send(HEAD.replace("Content-Length: 5", "Transfer-Encoding: chunked"));
            assertEquals(100, client.response().status());
            client.send("5\r\nhello\r\n0\r\n\r\n");
            assertEquals("hello", client.response().body());
        }
    }

    @Test
    void anAnswerWithoutReadingHasNo100() throws Exception {
        try (Gateway gateway = Gateway.serving(UNREAD).on("127.0.0.1", 0).start();
                RawClient client = new RawClient(gateway.uri())) {
            client.send(HEAD);
            Response response = client.response();
            assertEquals(401, response.status());
            // Whether the client sends the body now cannot be known: no next request can be found.
            assertTrue(response.closes());
            assertTrue(client.ended());
        }
    }

    @Test
    void aBodySentUnaskedAndUnreadIsNoRequest() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Application counted =
                (environ, startResponse) -> {
                    calls.incrementAndGet();
                    return UNREAD.call(environ, startResponse);
                };
        String body = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";
        try (Gateway gateway = Gateway.serving(counted).on("127.0.0.1", 0).start();
                RawClient client = new RawClient(gateway.uri())) {
            client.send(HEAD.replace("5", Integer.toString(body.length())) + body);
            assertEquals(401, client.response().status());
            assertTrue(client.ended());
        }
        assertEquals(1, calls.get());
    }

    @Test
    void readingAfterTheCommitSendsNo100() throws Exception {
        Application commitThenRead =
                (environ, startResponse) -> {
                    startResponse.start("200 OK", List.of());
                    return new EchoBody("committed", Environ.input(environ));
                };
        try (Gateway gateway = Gateway.serving(commitThenRead).on("127.0.0.1", 0).start();
                RawClient client = new RawClient(gateway.uri())) {
            client.send(HEAD);
            Response head = client.head();
            assertEquals(200, head.status());
            assertTrue(head.closes());
            assertEquals("committed", client.chunk().orElseThrow());
            client.send("hello");
            assertEquals("hello", client.chunk().orElseThrow());
            assertTrue(client.chunk().isEmpty());
            assertTrue(client.ended());
        }
    }

    @Test
    void severalReadsSendOne100() throws Exception {
        Semaphore read = new Semaphore(0);
        Application octetByOctet =
                (environ, startResponse) -> {
                    InputStream in = Environ.input(environ);
                    while (in.read() >= 0) {
                        read.release();
                    }
                    startResponse.start("200 OK", List.of());
                    return List.of();
                };
        try (Gateway gateway = Gateway.serving(octetByOctet).on("127.0.0.1", 0).start();
                RawClient client = new RawClient(gateway.uri())) {
            client.send(HEAD.replace("5", "50"));
            assertEquals(100, client.response().status());
            for (int i = 0; i < 50; i++) {
                client.send("x");
                // The next octet is sent when this one was read, so the next read has to wait.
                assertTrue(read.tryAcquire(RawClient.PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
            }
            assertEquals(200, client.response().status());
        }
    }

    @Test
    void http10GetsNo100() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        Application announced =
                (environ, startResponse) -> {
                    reading.countDown();
                    return ECHO.call(environ, startResponse);
                };
        try (Gateway gateway = Gateway.serving(announced).on("127.0.0.1", 0).start();
                RawClient client = new RawClient(gateway.uri())) {
            client.send(HEAD.replace("HTTP/1.1", "HTTP/1.0"));
            assertTrue(reading.await(RawClient.PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
            client.send("hello");
            Response response = client.response();
            assertEquals(200, response.status());
            assertEquals("hello", response.body());
        }
    }
}
