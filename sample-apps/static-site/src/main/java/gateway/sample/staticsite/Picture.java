package gateway.sample.staticsite;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;
import gateway.api.StartResponse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Plain text at {@code /text}; at {@code /} a page with a picture, which is another request. */
public final class Picture implements Application {
    private static final byte[] TEXT = "Plain text, as it is.\n".getBytes(UTF_8);
    private static final byte[] MISSING = "There is nothing here.\n".getBytes(UTF_8);

    private final byte[] page = resource("/site/index.html");
    private final byte[] picture = resource("/site/picture.png");

    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
        return switch (Environ.pathInfo(environ)) {
            case "/text" -> send(startResponse, "200 OK", "text/plain; charset=utf-8", TEXT);
            case "/" -> send(startResponse, "200 OK", "text/html; charset=utf-8", page);
            case "/picture.png" -> send(startResponse, "200 OK", "image/png", picture);
            default -> send(startResponse, "404 Not Found", "text/plain; charset=utf-8", MISSING);
        };
    }

    private static List<byte[]> send(
            StartResponse startResponse, String status, String type, byte[] body) {
        startResponse.start(status, List.of(new Header("Content-Type", type)));
        return List.of(body);
    }

    private static byte[] resource(String name) {
        try (InputStream in = Objects.requireNonNull(Picture.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
