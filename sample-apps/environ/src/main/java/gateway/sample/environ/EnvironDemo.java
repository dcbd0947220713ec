package gateway.sample.environ;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;
import gateway.api.StartResponse;
import gateway.toolkit.debug.Demo;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Answers every request 200: {@code POST /echo} with the request's own body, anything else with the
 * environ, as {@link Demo} shows it, after the whole request body was read.
 */
public final class EnvironDemo implements Application {
    private final Demo demo = new Demo();

    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws IOException {
        if (Environ.method(environ).equals("POST") && Environ.pathInfo(environ).equals("/echo")) {
            return echo(environ, startResponse);
        }
        Environ.input(environ).transferTo(OutputStream.nullOutputStream());
        return demo.call(environ, startResponse);
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
