package gateway.sample.hello;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Header;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The application called as a server would, without one. */
class HelloTest {
    @Test
    void greets() {
        List<String> started = new ArrayList<>();

        Iterable<byte[]> body =
                new Hello()
                        .call(
                                Map.of(),
                                (status, headers, error) -> started.add(status + " " + headers));

        Header type = new Header("Content-Type", "text/plain; charset=utf-8");
        assertEquals(List.of("200 OK " + List.of(type)), started);
        // A collection: its length is known, so that servers send Content-Length (LEN-3).
        byte[] only = ((Collection<byte[]>) body).iterator().next();
        assertEquals("Hello, World!\n", new String(only, UTF_8));
    }

    @Test
    void isFoundOnClassPathAndModulePath() throws IOException {
        String name = Hello.class.getName();
        try (InputStream services =
                Hello.class.getResourceAsStream("/META-INF/services/gateway.api.Application")) {
            assertEquals(name, new String(services.readAllBytes(), UTF_8).strip());
        }
        assertEquals(
                List.of(List.of(name)),
                Hello.class.getModule().getDescriptor().provides().stream()
                        .filter(p -> p.service().equals(Application.class.getName()))
                        .map(p -> p.providers())
                        .toList());
    }
}
