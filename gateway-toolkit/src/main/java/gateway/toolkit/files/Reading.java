package gateway.toolkit.files;

import gateway.api.Environ;
import gateway.api.Header;
import gateway.api.StartResponse;
import gateway.toolkit.errors.HttpException;
import gateway.toolkit.http.AcceptEncodings;

import java.util.List;
import java.util.Map;

/** What a request for a file may ask. */
final class Reading {
    private static final List<String> METHODS = List.of("GET", "HEAD", "OPTIONS");

    private Reading() {}

    static boolean isAskedBy(Map<String, Object> environ) {
        String method = Environ.method(environ);
        return method.equals("GET") || method.equals("HEAD");
    }

    static boolean isOptions(Map<String, Object> environ) {
        return Environ.method(environ).equals("OPTIONS");
    }

    static AcceptEncodings codings(Map<String, Object> environ) {
        return Environ.header(environ, "Accept-Encoding")
                .map(AcceptEncodings::parse)
                .orElse(AcceptEncodings.IDENTITY);
    }

    /** Answers OPTIONS with 204, and other methods with 405 (RFC 9110 sections 9.3.7, 15.5.6). */
    static Iterable<byte[]> refuseOthers(Map<String, Object> environ, StartResponse startResponse)
            throws Exception {
        if (!isOptions(environ)) {
            return HttpException.methodNotAllowed(METHODS).call(environ, startResponse);
        }
        startResponse.start(
                "204 No Content", List.of(new Header("Allow", String.join(", ", METHODS))));
        return List.of();
    }
}
