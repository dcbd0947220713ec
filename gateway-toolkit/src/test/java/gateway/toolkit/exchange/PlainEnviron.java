package gateway.toolkit.exchange;

import gateway.api.Environ;
import gateway.api.Finish;
import gateway.api.Header;
import gateway.toolkit.http.PercentCoding;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The environ of a request without a body, as a server makes it (chapter ENV of spec.md). */
public final class PlainEnviron {
    private PlainEnviron() {}

    /**
     * A new one, to be changed at will.
     *
     * @param target path and query, percent-encoded; a path that a server would refuse (STR-3)
     *     stays as it is, and a validator tells
     * @param log what is written to {@code gateway.errors}
     * @param onFinish takes what is registered for the end of the request
     */
    public static Map<String, Object> of(
            String method, String target, Writer log, Consumer<Consumer<Finish>> onFinish) {
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        Map<String, Object> environ = new HashMap<>();
        environ.put(Environ.REQUEST_METHOD, method);
        environ.put(Environ.SCRIPT_NAME, "");
        environ.put(Environ.PATH_INFO, PercentCoding.decodeStrictly(path).orElse(path));
        environ.put(Environ.QUERY_STRING, question < 0 ? "" : target.substring(question + 1));
        environ.put(Environ.REQUEST_URI, target);
        environ.put(Environ.SERVER_NAME, "127.0.0.1");
        environ.put(Environ.SERVER_PORT, "8080");
        environ.put(Environ.SERVER_PROTOCOL, "HTTP/1.1");
        environ.put(Environ.REMOTE_ADDR, "127.0.0.1");
        environ.put(Environ.REMOTE_PORT, "40000");
        environ.put("HTTP_HOST", "localhost:8080");
        environ.put(Environ.VERSION, List.of(1, 0));
        environ.put(Environ.URL_SCHEME, "http");
        environ.put(Environ.INPUT, InputStream.nullInputStream());
        environ.put(Environ.INPUT_LENGTH, 0L);
        environ.put(Environ.ERRORS, new PrintWriter(log));
        environ.put(Environ.MULTITHREAD, true);
        environ.put(Environ.MULTIPROCESS, false);
        environ.put(Environ.RUN_ONCE, false);
        environ.put(Environ.RAW_SCRIPT_NAME, "");
        environ.put(Environ.RAW_PATH_INFO, path);
        environ.put(Environ.RAW_HEADERS, List.of(new Header("Host", "localhost:8080")));
        environ.put(Environ.CLIENT_DISCONNECTED, (BooleanSupplier) () -> false);
        environ.put(Environ.ON_FINISH, onFinish);
        return environ;
    }
}
