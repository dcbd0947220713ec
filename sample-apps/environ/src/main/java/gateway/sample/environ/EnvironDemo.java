package gateway.sample.environ;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;
import gateway.api.StartResponse;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Answers every request 200: {@code POST /echo} with the request's own body, anything else with the
 * {@link Listing} of the environ, after the whole request body was read.
 */
public final class EnvironDemo implements Application {
    private static final List<Header> TEXT =
            List.of(new Header("Content-Type", "text/plain; charset=utf-8"));

    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws IOException {
        if (Environ.method(environ).equals("POST") && Environ.pathInfo(environ).equals("/echo")) {
            return echo(environ, startResponse);
        }
        Environ.input(environ).transferTo(OutputStream.nullOutputStream());
        byte[] page = Listing.of(environ).getBytes(UTF_8);
        startResponse.start("200 OK", TEXT);
        return List.of(page);
    }

    private static Iterable<byte[]> echo(Map<String, Object> environ, StartResponse startResponse) {
        List<Header> headers = new ArrayList<>();
        for (String name : List.of("Content-Type", "Content-Length")) {
            Environ.header(environ, name).ifPresent(value -> headers.add(new Header(name, value)));
        }
        startResponse.start("200 OK", headers);
        return new Echo(Environ.input(environ));
    }
}
