package gateway.server.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.StartResponse;
import gateway.server.Gateway;
import gateway.server.http.Rule;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** IN-4: a body that is cut short or badly framed is an exception in the application, no end. */
@Timeout(60)
class BrokenBodyTest {
    private static final String LENGTH = "Content-Length: 10\r\n\r\n";
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";

    private static final List<String> ALWAYS = List.of("IOException", "IOException", "IOException");

    @ParameterizedTest
    @ValueSource(
            strings = {
                LENGTH,
                LENGTH + "hello",
                CHUNKED,
                CHUNKED + "a\r\nhello",
                CHUNKED + "5\r\nhello\r\n",
                CHUNKED + "5\r\nhello\r\n0\r\n"
            })
    void aClientThatEndsItsSideTooEarly(String rest) throws Exception {
        Swallowing application = new Swallowing();
        try (Gateway gateway = Gateway.serving(application).on("127.0.0.1", 0).start();
                RawClient client = new RawClient(gateway.uri())) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\n" + rest);
            client.halfClose();
            assertEquals(ALWAYS, application.outcome());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {LENGTH + "hello", CHUNKED + "a\r\nhello"})
    void aClientThatResets(String rest) throws Exception {
        Swallowing application = new Swallowing();
        try (Gateway gateway = Gateway.serving(application).on("127.0.0.1", 0).start();
                RawClient client = new RawClient(gateway.uri())) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\n" + rest);
            // Else the reset may overtake the head.
            assertTrue(application.called.await(RawClient.PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
            client.reset();
            assertEquals(ALWAYS, application.outcome());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\n", "5\nhello\r\n", "5\r\nhelloX\r\n", "0\r\nHost: a\r\n\r\n"})
    void anApplicationThatSwallowsItKeepsNoConnection(String chunks) throws Exception {
        Swallowing application = new Swallowing();
        try (Gateway gateway = Gateway.serving(application).on("127.0.0.1", 0).start();
                RawClient client = new RawClient(gateway.uri())) {
            client.send(
                    "POST / HTTP/1.1\r\nHost: a\r\n"
                            + CHUNKED
                            + chunks
                            + "0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n");
            assertEquals(ALWAYS, application.outcome());
            Response response = client.response();
            assertEquals("swallowed", response.body());
            assertTrue(response.closes());
            assertTrue(client.ended());
            assertTrue(application.outcomes.isEmpty());
        }
    }

    @ParameterizedTest
    @Tag("ERR-1")
    @EnumSource
    void anApplicationThatDoesNotAnswerForItIsNotToBlame(AfterBrokenBody application)
            throws Exception {
        try (Gateway gateway = Gateway.serving(application).on("127.0.0.1", 0).start();
                RawClient client = new RawClient(gateway.uri())) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\n" + CHUNKED + "x\r\n");
            Response response = client.response();
            assertEquals(400, response.status());
            assertTrue(response.body().contains(Rule.CHUNK_SIZE.toString()), response.body());
            assertTrue(response.closes());
            assertTrue(client.ended());
        }
    }

    /** Reads to the end, catches what comes, asks once more, and answers as if all were well. */
    private static final class Swallowing implements Application {
        private final CountDownLatch called = new CountDownLatch(1);
        private final LinkedBlockingQueue<List<String>> outcomes = new LinkedBlockingQueue<>();

        @Override
        public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
            called.countDown();
            InputStream in = Environ.input(environ);
            outcomes.add(List.of(outcome(in), outcome(in), outcome(in)));
            startResponse.start("200 OK", List.of());
            return List.of("swallowed".getBytes(ISO_8859_1));
        }

        private static String outcome(InputStream in) {
            try {
                in.transferTo(OutputStream.nullOutputStream());
                return "end";
            } catch (IOException e) {
                return "IOException";
            }
        }

        private List<String> outcome() throws InterruptedException {
            List<String> outcome = outcomes.poll(RawClient.PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            return outcome == null ? List.of() : outcome;
        }
    }
}
