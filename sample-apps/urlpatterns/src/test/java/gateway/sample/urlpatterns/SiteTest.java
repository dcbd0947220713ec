package gateway.sample.urlpatterns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Environ;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The application called as a server would, without one. */
class SiteTest {
    private String status = "";

    private String page(String path, Map<String, String> headers) {
        Map<String, Object> environ = new HashMap<>(headers);
        environ.put(Environ.PATH_INFO, path);
        Iterable<byte[]> body =
                new Site().call(environ, (line, fields, error) -> status = line + fields);
        return new String(body.iterator().next(), UTF_8);
    }

    @Test
    void eachPathHasItsFunction() {
        assertTrue(page("/", Map.of()).contains("<a href='time'>"));
        assertTrue(page("/time", Map.of()).matches("(?s).*It is \\d\\d:\\d\\d(:\\d\\d)?\\.\\s*"));
        assertTrue(status.startsWith("200 OK[Header[name=Content-Type, value=text/html"), status);
    }

    @Test
    void otherPathsHaveNone() {
        assertEquals("<!DOCTYPE html>\n<p>There is no such page.\n", page("/times", Map.of()));
        assertTrue(status.startsWith("404 Not Found"), status);
    }

    @Test
    void whatAClientSaysIsTextAndNothingElse() {
        String page = page("/browser", Map.of("HTTP_USER_AGENT", "<script>&amp;"));
        assertTrue(page.contains("<p>You are &lt;script>&amp;amp;."), page);
        assertTrue(page("/browser", Map.of()).contains("<p>You are shy."));
    }

    @Test
    void isFoundOnClassPathAndModulePath() throws IOException {
        String name = Site.class.getName();
        try (InputStream services =
                Site.class.getResourceAsStream("/META-INF/services/gateway.api.Application")) {
            assertEquals(name, new String(services.readAllBytes(), UTF_8).strip());
        }
        assertEquals(
                List.of(List.of(name)),
                Site.class.getModule().getDescriptor().provides().stream()
                        .filter(p -> p.service().equals(Application.class.getName()))
                        .map(p -> p.providers())
                        .toList());
    }
}
