package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A server that runs out of file descriptors waits for one, and is no worse for it. */
class DescriptorsIT {
    private static final int LIMIT = 120;
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    @Test
    void runningOutNeitherSpinsNorEndsIt() throws Exception {
        Child child =
                Child.start(
                        Checkout.top(),
                        Map.of("GATEWAY_BUILD", "never"),
                        List.of(
                                "bash",
                                "-c",
                                "ulimit -n "
                                        + LIMIT
                                        + " && exec ./gateway run hello --bind"
                                        + " 127.0.0.1:0 --keep-alive 24h"
                                        + " --first-octet-timeout 24h"));
        try (Server server = Server.accepting(child)) {
            try (Connection early = Connection.to(server.home())) {
                early.send(GET);
                assertEquals(200, early.answer().orElseThrow().status());
                List<Connection> many = new ArrayList<>();
                try {
                    for (int i = 0; i < LIMIT; i++) {
                        many.add(Connection.to(server.home()));
                    }
                    child.awaitError("cannot accept connections");
                    Duration before = cpu(child);
                    // Only time can show that nothing is done in it; an idle VM needs some too.
                    Thread.sleep(2000);
                    Duration spent = cpu(child).minus(before);
                    assertTrue(spent.toMillis() < 1000, "busy for " + spent);
                    early.send(GET);
                    assertEquals(200, early.answer().orElseThrow().status());
                } finally {
                    for (Connection each : many) {
                        each.close();
                    }
                }
            }
            assertServed(server);
            child.awaitError("accepts connections");
            Outcome outcome = server.terminate();
            assertEquals(0, outcome.code());
            assertEquals(
                    1,
                    outcome.err().stream().filter(l -> l.contains("cannot accept")).count(),
                    outcome::toString);
        }
    }

    private static void assertServed(Server server) throws IOException {
        try (Connection late = Connection.to(server.home())) {
            late.send(GET);
            assertEquals(200, late.answer().orElseThrow().status());
        }
    }

    private static Duration cpu(Child child) {
        return ProcessHandle.of(child.pid())
                .orElseThrow()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO);
    }
}
