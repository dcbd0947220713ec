package gateway.server.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.server.Gateway;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;

/** IN-5, IN-10, BODY-5: what has arrived is read, and what was yielded is sent, without waiting. */
@Timeout(60)
class BodyArrivalTest {
    private static final List<String> ALPHABET =
            "abcdefghijklmnopqrstuvwxyz".chars().mapToObj(Character::toString).toList();
    private static final Application ECHO =
            (environ, startResponse) -> {
                startResponse.start("200 OK", List.of());
                return new EchoBody("ready", Environ.input(environ));
            };

    @Test
    void eachOctetOfABodyWithLengthIsReadWhenItArrives() throws Exception {
        try (Gateway gateway = Gateway.serving(ECHO).on("127.0.0.1", 0).start();
                RawClient client = new RawClient(gateway.uri())) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 26\r\n\r\n");
            assertEquals(200, client.head().status());
            assertEquals("ready", client.chunk().orElseThrow());
            for (String letter : ALPHABET) {
                client.send(letter);
                assertEquals(letter, client.chunk().orElseThrow());
            }
            assertTrue(client.chunk().isEmpty());
        }
    }

    @Test
    void eachChunkIsReadWhenItArrives() throws Exception {
        try (Gateway gateway = Gateway.serving(ECHO).on("127.0.0.1", 0).start();
                RawClient client = new RawClient(gateway.uri())) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
            assertEquals(200, client.head().status());
            assertEquals("ready", client.chunk().orElseThrow());
            for (String letter : ALPHABET) {
                client.send("1\r\n" + letter + "\r\n");
                assertEquals(letter, client.chunk().orElseThrow());
            }
            client.send("0\r\n\r\n");
            assertTrue(client.chunk().isEmpty());
        }
    }

    @Test
    void eachOctetOfOneChunkIsReadWhenItArrives() throws Exception {
        try (Gateway gateway = Gateway.serving(ECHO).on("127.0.0.1", 0).start();
                RawClient client = new RawClient(gateway.uri())) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1a\r\n");
            assertEquals(200, client.head().status());
            assertEquals("ready", client.chunk().orElseThrow());
            for (String letter : ALPHABET) {
                client.send(letter);
                assertEquals(letter, client.chunk().orElseThrow());
            }
            client.send("\r\n0\r\n\r\n");
            assertTrue(client.chunk().isEmpty());
        }
    }
}
