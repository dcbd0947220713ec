package gateway.sample.hello;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Header;
import gateway.api.StartResponse;

import java.util.List;
import java.util.Map;

/** Greets whoever asks, whatever they ask for. */
public final class Hello implements Application {
    private static final List<Header> HEADERS =
            List.of(new Header("Content-Type", "text/plain; charset=utf-8"));
    private static final byte[] BODY = "Hello, World!\n".getBytes(UTF_8);

    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
        startResponse.start("200 OK", HEADERS);
        return List.of(BODY);
    }
}
