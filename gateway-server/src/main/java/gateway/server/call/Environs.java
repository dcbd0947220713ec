package gateway.server.call;

import gateway.api.Environ;
import gateway.server.http.Field;
import gateway.server.http.FieldNames;
import gateway.server.http.Request;
import gateway.server.http.RequestHead;
import gateway.server.http.RequestTarget;
import gateway.server.net.Ends;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import javax.net.ssl.SSLSession;

/** Builds the environ of a request: chapters 3 to 5 of spec.md. */
final class Environs {
    private static final List<Integer> VERSION = List.of(1, 0);

    /** Of the fields that most clients send. */
    private static final Map<String, String> KEYS =
            FieldNames.known().stream()
                    .collect(Collectors.toMap(Function.identity(), Environs::key));

    private Environs() {}

    /**
     * A new map with every key that the request alone decides.
     *
     * @param dropped takes down what has no key
     */
    static Map<String, Object> create(Request request, Mount mount, DroppedFields dropped)
            throws IOException {
        RequestHead head = request.head();
        RequestTarget target = head.target();
        Map<String, Object> environ = new EnvironMap();
        environ.put(Environ.REQUEST_METHOD, head.method());
        putPath(environ, target, mount);
        environ.put(Environ.QUERY_STRING, target.query());
        environ.put(Environ.REQUEST_URI, target.text());
        environ.put(Environ.SERVER_PROTOCOL, head.version().toString());
        putEnds(environ, request.connection().ends());
        environ.put(Environ.VERSION, VERSION);
        Optional<SSLSession> session = request.connection().sslSession();
        environ.put(Environ.URL_SCHEME, session.isPresent() ? "https" : "http");
        if (session.isPresent()) {
            environ.put(Environ.SSL_SESSION, session.get());
        }
        environ.put(Environ.INPUT, request.body());
        environ.put(Environ.INPUT_LENGTH, inputLength(head));
        environ.put(Environ.MULTIPROCESS, false);
        environ.put(Environ.RUN_ONCE, false);
        environ.put(Environ.RAW_HEADERS, new RawHeaders(head.fields()));
        if (head.contentLength() >= 0) {
            environ.put(Environ.CONTENT_LENGTH, Long.toString(head.contentLength()));
        }
        for (Field field : head.fields()) {
            if (!putField(environ, field)) {
                dropped.add(field.name(), head);
            }
        }
        if (!head.host().isEmpty()) {
            environ.put("HTTP_HOST", head.host());
        }
        return environ;
    }

    private static void putPath(Map<String, Object> environ, RequestTarget target, Mount mount) {
        String prefix = mount.prefix();
        int raw = mount.rawLength(target);
        environ.put(Environ.SCRIPT_NAME, prefix);
        environ.put(Environ.PATH_INFO, target.path().substring(prefix.length()));
        environ.put(Environ.RAW_SCRIPT_NAME, target.rawPath().substring(0, raw));
        environ.put(Environ.RAW_PATH_INFO, target.rawPath().substring(raw));
    }

    private static void putEnds(Map<String, Object> environ, Ends ends) {
        String host = ends.local().host();
        environ.put(Environ.SERVER_NAME, host.indexOf(':') < 0 ? host : "[" + host + "]");
        environ.put(Environ.SERVER_PORT, ends.local().port());
        if (ends.remote().isPresent()) {
            environ.put(Environ.REMOTE_ADDR, ends.remote().get().host());
            environ.put(Environ.REMOTE_PORT, ends.remote().get().port());
        }
    }

    private static Long inputLength(RequestHead head) {
        return head.chunked() ? -1L : Math.max(0, head.contentLength());
    }

    /** Returns false for a field with an odd name, which has no key. */
    private static boolean putField(Map<String, Object> environ, Field field) {
        String known = KEYS.get(field.name());
        String key = known == null ? key(field.name()) : known;
        switch (key) {
            case "" -> {
                return false;
            }
            case "HTTP_CONTENT_TYPE" -> environ.put(Environ.CONTENT_TYPE, field.value());
            case "HTTP_CONTENT_LENGTH", "HTTP_TRANSFER_ENCODING", "HTTP_PROXY", "HTTP_HOST" -> {
                // Told elsewhere; removed with the coding (HDR-7); httpoxy (HDR-8); told elsewhere.
            }
            case "HTTP_COOKIE" -> join(environ, key, field.value(), "; ");
            default -> join(environ, key, field.value(), ", ");
        }
        return true;
    }

    private static void join(
            Map<String, Object> environ, String key, String value, String separator) {
        Object before = environ.putIfAbsent(key, value);
        if (before != null) {
            environ.put(key, before + separator + value);
        }
    }

    /**
     * {@code HTTP_…}, or {@code ""} for a name that could collide with another one as a key
     * (HDR-2).
     */
    private static String key(String name) {
        StringBuilder key = new StringBuilder("HTTP_".length() + name.length()).append("HTTP_");
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'a' && c <= 'z') {
                key.append((char) (c - 'a' + 'A'));
            } else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
                key.append(c);
            } else if (c == '-') {
                key.append('_');
            } else {
                return "";
            }
        }
        return key.toString();
    }
}
