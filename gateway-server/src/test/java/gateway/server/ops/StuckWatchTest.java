package gateway.server.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.server.Gateway;
import gateway.server.Log;
import gateway.server.Observers;
import gateway.server.call.Concurrency;
import gateway.server.wire.RawClient;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A request that runs too long is told once, with what it is doing. */
@Timeout(60)
class StuckWatchTest {
    private static final String END = " HTTP/1.1\r\nHost: a.example\r\nX-Request-Id: i-1\r\n\r\n";

    @ParameterizedTest
    @ValueSource(strings = {"virtual", "pool:2"})
    void isToldWithUrlIdAndStack(String concurrency) throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        Application application =
                (environ, startResponse) -> {
                    if (Environ.pathInfo(environ).startsWith("/stuck")) {
                        hang(released);
                    }
                    startResponse.start("200 OK", List.of());
                    return List.of();
                };
        Operations operations =
                Operations.open(
                        OpsSettings.NOTHING.withStuckAfter(Duration.ofMillis(50)).withRequestIds(),
                        () -> "");
        try (Log log = new Log();
                Gateway gateway =
                        Gateway.serving(application)
                                .on("127.0.0.1", 0)
                                .concurrency(Concurrency.parse(concurrency))
                                .observers(
                                        new Observers(
                                                operations.server(),
                                                operations.requests(),
                                                Duration.ZERO))
                                .start();
                RawClient stuck = new RawClient(gateway.uri())) {
            stuck.send("GET /stuck%20x?secret=%0A%22" + END);
            String line =
                    log.await("gateway.stuck - GET http://a.example/stuck%20x?secret=%0A%22 ");
            assertTrue(line.contains(", id i-1, running for "), line);
            assertTrue(log.await(".StuckWatchTest.hang(").startsWith("\tat "));
            released.countDown();
            assertEquals(200, stuck.response().status());
            log.await("GET http://a.example/stuck%20x?secret=%0A%22 has ended");
            assertEquals(1, log.lines("GET http://a.example/stuck%20x?secret=%0A%22 from ").size());
        }
    }

    private static void hang(CountDownLatch until) throws InterruptedException {
        until.await();
    }
}
