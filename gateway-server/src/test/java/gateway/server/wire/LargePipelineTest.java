package gateway.server.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.server.Gateway;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** RFC 9112 section 9.3.2, LEN-7: more than any buffer holds, in one write, answered in order. */
@Timeout(60)
class LargePipelineTest {
    private static final int REQUESTS = 20;
    private static final int OCTETS = 200_000;

    @Test
    void largeBodiesInOneWriteAreEchoedInOrder() throws Exception {
        Application echo =
                (environ, startResponse) -> {
                    byte[] body = Environ.input(environ).readAllBytes();
                    startResponse.start("200 OK", List.of());
                    return List.of(body);
                };
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < REQUESTS; i++) {
            requests.append("POST / HTTP/1.1\r\nHost: a\r\n");
            if (i % 2 == 0) {
                requests.append("Content-Length: " + OCTETS + "\r\n\r\n").append(body(i));
            } else {
                requests.append("Transfer-Encoding: chunked\r\n\r\n");
                requests.append(Integer.toHexString(OCTETS)).append("\r\n").append(body(i));
                requests.append("\r\n0\r\n\r\n");
            }
        }
        try (Gateway gateway = Gateway.serving(echo).on("127.0.0.1", 0).start();
                RawClient client = new RawClient(gateway.uri())) {
            CompletableFuture<Void> sent =
                    CompletableFuture.runAsync(
                            () -> {
                                try {
                                    client.send(requests.toString());
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            });
            for (int i = 0; i < REQUESTS; i++) {
                Response response = client.response();
                assertEquals(200, response.status());
                assertEquals(body(i), response.body());
            }
            sent.get();
        }
    }

    /**
     * Such that no two are alike, nor any two parts of one at the same distance from a boundary.
     */
    private static String body(int request) {
        String unit = "<" + request + ">" + "abcdefghijk".substring(request % 11);
        return unit.repeat(OCTETS / unit.length() + 1).substring(0, OCTETS);
    }
}
