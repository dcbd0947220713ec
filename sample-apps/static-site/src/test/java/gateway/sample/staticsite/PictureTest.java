package gateway.sample.staticsite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Environ;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The application called as a server would, without one. */
class PictureTest {
    private String started = "";

    private byte[] body(String path) {
        return new Picture()
                .call(
                        Map.of(Environ.PATH_INFO, path),
                        (status, headers, error) -> started = status + " " + headers.get(0).value())
                .iterator()
                .next();
    }

    @Test
    void plainText() {
        assertEquals("Plain text, as it is.\n", new String(body("/text"), UTF_8));
        assertEquals("200 OK text/plain; charset=utf-8", started);
    }

    @Test
    void thenAPageWithAPicture() {
        String page = new String(body("/"), UTF_8);
        assertEquals("200 OK text/html; charset=utf-8", started);
        assertTrue(page.contains("<img src=\"picture.png\""), page);

        byte[] picture = body("/picture.png");
        assertEquals("200 OK image/png", started);
        byte[] signature = "\u0089PNG\r\n\u001a\n".getBytes(ISO_8859_1);
        assertArrayEquals(signature, Arrays.copyOf(picture, signature.length));
    }

    @Test
    void andNothingElse() {
        assertEquals("There is nothing here.\n", new String(body("/notes/"), UTF_8));
        assertEquals("404 Not Found text/plain; charset=utf-8", started);
    }

    @Test
    void isFoundOnClassPathAndModulePath() throws IOException {
        String name = Picture.class.getName();
        try (InputStream services =
                Picture.class.getResourceAsStream("/META-INF/services/gateway.api.Application")) {
            assertEquals(name, new String(services.readAllBytes(), UTF_8).strip());
        }
        assertEquals(
                List.of(List.of(name)),
                Picture.class.getModule().getDescriptor().provides().stream()
                        .filter(p -> p.service().equals(Application.class.getName()))
                        .map(p -> p.providers())
                        .toList());
    }
}
