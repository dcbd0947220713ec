package gateway.tck.mock;

import gateway.api.Environ;
import gateway.api.Header;
import gateway.tck.http.Request;
import gateway.tck.subject.Variant;

import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;

/** Builds the environ (chapter 3). */
final class Environs {
    private static final Pattern ODD = Pattern.compile("[^0-9A-Za-z-]");

    private Environs() {}

    static Map<String, Object> of(
            Request request,
            Target target,
            Path path,
            Fields fields,
            MockInput input,
            Output output,
            Service service)
            throws RefusalException {
        Map<String, Object> environ = new HashMap<>(fields.keys());
        environ.putAll(service.settings());
        if (!target.authority().isEmpty()) {
            environ.put("HTTP_HOST", target.authority());
        }
        environ.put(Environ.REQUEST_METHOD, request.method());
        environ.put(Environ.SCRIPT_NAME, path.scriptName());
        environ.put(Environ.PATH_INFO, path.pathInfo());
        environ.put(Environ.RAW_SCRIPT_NAME, path.rawScriptName());
        environ.put(Environ.RAW_PATH_INFO, path.rawPathInfo());
        environ.put(Environ.QUERY_STRING, target.query());
        environ.put(Environ.REQUEST_URI, request.target());
        environ.put(
                Environ.SERVER_NAME,
                service.variant() == Variant.IPV6 ? "[::1]" : "in-process.example");
        environ.put(Environ.SERVER_PORT, "80");
        environ.put(Environ.SERVER_PROTOCOL, request.version().toString());
        environ.put(Environ.VERSION, List.of(1, 0));
        boolean secure = service.variant() == Variant.SECURE;
        environ.put(Environ.URL_SCHEME, secure ? "https" : "http");
        if (secure) {
            environ.put(Environ.SSL_SESSION, session());
        }
        environ.put(Environ.INPUT, input);
        environ.put(Environ.INPUT_LENGTH, fields.length());
        environ.put(Environ.MULTITHREAD, service.variant() != Variant.SERIAL);
        environ.put(Environ.MULTIPROCESS, false);
        environ.put(Environ.RUN_ONCE, false);
        environ.put(Environ.RAW_HEADERS, fields.raw());
        Supplier<List<Header>> trailers = () -> trailers(input);
        environ.put(Environ.REQUEST_TRAILERS, trailers);
        BooleanSupplier gone = output::gone;
        environ.put(Environ.CLIENT_DISCONNECTED, gone);
        return environ;
    }

    /** Of no connection, in which nothing was agreed upon. */
    private static SSLSession session() {
        try {
            return SSLContext.getDefault().createSSLEngine().getSession();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("a JDK without TLS", e);
        }
    }

    private static List<Header> trailers(MockInput input) {
        return input.trailers().stream()
                .filter(field -> !HeadRules.isNoTrailer(field.name()))
                .filter(field -> !ODD.matcher(field.name()).find())
                .map(field -> new Header(field.name(), field.value()))
                .toList();
    }
}
