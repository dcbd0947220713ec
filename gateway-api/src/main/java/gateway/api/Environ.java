package gateway.api;

import java.io.InputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

import javax.net.ssl.SSLSession;

/**
 * The keys of the environ map, and typed readers for those that every application needs.
 *
 * <p>A key without a dot has a {@code String} value; no key and no value is null, an absent thing
 * is an absent key (ENV-2, ENV-3). A request header {@code X-Name} is the wire string {@code
 * HTTP_X_NAME}: several lines are joined with {@code ", "}, those of Cookie with {@code "; "}
 * (HDR-1, HDR-3); see {@link #header}.
 *
 * <p>A reader throws {@link IllegalArgumentException} if a key that is always present is absent, or
 * a value is not of its key's type.
 */
public final class Environ {
    /** {@code String}: the method as received, such as {@code "GET"}; case matters (ENV-6). */
    public static final String REQUEST_METHOD = "REQUEST_METHOD";

    /**
     * {@code String}: where the application is mounted, decoded; {@code ""} or {@code "/…"} without
     * a last slash (ENV-7).
     */
    public static final String SCRIPT_NAME = "SCRIPT_NAME";

    /**
     * {@code String}: the path below the mount, decoded; begins with a slash, but is {@code ""} for
     * the mount's prefix itself, and {@code "*"} for {@code OPTIONS *} (ENV-8, STR-2).
     */
    public static final String PATH_INFO = "PATH_INFO";

    /**
     * {@code String}: the query as received, without the question mark; {@code ""} for none
     * (ENV-9).
     */
    public static final String QUERY_STRING = "QUERY_STRING";

    /** {@code String}: the request target exactly as received (ENV-10). */
    public static final String REQUEST_URI = "REQUEST_URI";

    /**
     * {@code String}: the local end's host, IPv6 in brackets; never taken from the Host header
     * (ENV-11).
     */
    public static final String SERVER_NAME = "SERVER_NAME";

    /** {@code String}: the local end's port in digits (ENV-11). */
    public static final String SERVER_PORT = "SERVER_PORT";

    /**
     * {@code String}: {@code "HTTP/1.0"}, {@code "HTTP/1.1"}, {@code "HTTP/2"} or {@code "HTTP/3"}
     * (ENV-12).
     */
    public static final String SERVER_PROTOCOL = "SERVER_PROTOCOL";

    /** {@code String}, present if the request has the header: its media type (ENV-13). */
    public static final String CONTENT_TYPE = "CONTENT_TYPE";

    /**
     * {@code String}, present if the length of the request body is known: octets in digits
     * (ENV-14).
     */
    public static final String CONTENT_LENGTH = "CONTENT_LENGTH";

    /**
     * {@code String}, absent on Unix-domain sockets: the address of the transport peer (ENV-16).
     */
    public static final String REMOTE_ADDR = "REMOTE_ADDR";

    /**
     * {@code String}, absent on Unix-domain sockets: the port of the transport peer in digits
     * (ENV-16).
     */
    public static final String REMOTE_PORT = "REMOTE_PORT";

    /** {@code String}, present only if the server itself authenticated a user (ENV-16). */
    public static final String REMOTE_USER = "REMOTE_USER";

    /**
     * {@code String}, present only if the server itself authenticated a user: the scheme (ENV-16).
     */
    public static final String AUTH_TYPE = "AUTH_TYPE";

    /**
     * {@code List<Integer>}, unmodifiable: major and minor version of this contract, {@code [1, 0]}
     * (ENV-17).
     */
    public static final String VERSION = "gateway.version";

    /** {@code String}: {@code "http"} or {@code "https"}, of the last hop (ENV-18). */
    public static final String URL_SCHEME = "gateway.url_scheme";

    /**
     * {@link InputStream}: the request body; always present, always ends with the body (chapter 6).
     */
    public static final String INPUT = "gateway.input";

    /**
     * {@code Long}: octets that {@link #INPUT} will deliver; 0 for no body, -1 if not known in
     * advance (ENV-15).
     */
    public static final String INPUT_LENGTH = "gateway.input_length";

    /** {@link PrintWriter}: text for the server's log; never reaches the client (ELOG-1). */
    public static final String ERRORS = "gateway.errors";

    /**
     * {@code Boolean}: the application may be called by another thread of this process at the same
     * time (ENV-19).
     */
    public static final String MULTITHREAD = "gateway.multithread";

    /**
     * {@code Boolean}: an equal application may be called by another process at the same time
     * (ENV-19).
     */
    public static final String MULTIPROCESS = "gateway.multiprocess";

    /** {@code Boolean}: the server expects to call the application only this once (ENV-19). */
    public static final String RUN_ONCE = "gateway.run_once";

    /** {@code String}: {@link #SCRIPT_NAME} as received, not decoded (STR-5). */
    public static final String RAW_SCRIPT_NAME = "gateway.raw_script_name";

    /** {@code String}: {@link #PATH_INFO} as received, not decoded (STR-5). */
    public static final String RAW_PATH_INFO = "gateway.raw_path_info";

    /**
     * {@code List<Header>}, optional, unmodifiable: the header lines as received, for information
     * (EXT-11).
     */
    public static final String RAW_HEADERS = "gateway.raw_headers";

    /**
     * {@code Supplier<List<Header>>}, optional: trailer fields, empty before the body's end
     * (EXT-5).
     */
    public static final String REQUEST_TRAILERS = "gateway.request_trailers";

    /**
     * {@link BooleanSupplier}, optional: cheap, never blocks, true once the client is gone (EXT-8).
     */
    public static final String CLIENT_DISCONNECTED = "gateway.client_disconnected";

    /**
     * {@code Consumer<Consumer<Finish>>}, optional: registers callbacks for the request's end
     * (EXT-9).
     */
    public static final String ON_FINISH = "gateway.on_finish";

    /** {@link SSLSession}, present on TLS connections if the server offers it (EXT-10). */
    public static final String SSL_SESSION = "gateway.ssl_session";

    /** Reserved for sessions (EXT-12). */
    public static final String SESSION = "gateway.session";

    /** Reserved for a logger (EXT-12). */
    public static final String LOGGER = "gateway.logger";

    /** Reserved for a request id (EXT-12). */
    public static final String REQUEST_ID = "gateway.request_id";

    /** Reserved for a deadline (EXT-12). */
    public static final String DEADLINE = "gateway.deadline";

    private Environ() {}

    /**
     * {@return the method as received, such as {@code "GET"}}
     *
     * @param environ the request
     */
    public static String method(Map<String, Object> environ) {
        return required(environ, REQUEST_METHOD, String.class);
    }

    /**
     * {@return where the application is mounted: {@code ""} or {@code "/…"}}
     *
     * @param environ the request
     */
    public static String scriptName(Map<String, Object> environ) {
        return required(environ, SCRIPT_NAME, String.class);
    }

    /**
     * {@return the path below the mount, decoded}
     *
     * @param environ the request
     */
    public static String pathInfo(Map<String, Object> environ) {
        return required(environ, PATH_INFO, String.class);
    }

    /**
     * {@return the query as received, {@code ""} for none}
     *
     * @param environ the request
     */
    public static String queryString(Map<String, Object> environ) {
        return required(environ, QUERY_STRING, String.class);
    }

    /**
     * {@return the wire string of a request header; empty if it was not sent}
     *
     * @param environ the request
     * @param name the header's own name in any case, such as {@code "User-Agent"} or {@code
     *     "Content-Type"}
     */
    public static Optional<String> header(Map<String, Object> environ, String name) {
        StringBuilder key = new StringBuilder("HTTP_".length() + name.length()).append("HTTP_");
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            key.append(c == '-' ? '_' : c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c);
        }
        String bare = key.substring("HTTP_".length());
        boolean isBare = bare.equals(CONTENT_TYPE) || bare.equals(CONTENT_LENGTH);
        return optional(environ, isBare ? bare : key.toString(), String.class);
    }

    /**
     * {@return the request body}
     *
     * @param environ the request
     */
    public static InputStream input(Map<String, Object> environ) {
        return required(environ, INPUT, InputStream.class);
    }

    /**
     * {@return octets the request body will deliver; 0 for none, -1 if not known in advance}
     *
     * @param environ the request
     */
    public static long inputLength(Map<String, Object> environ) {
        return required(environ, INPUT_LENGTH, Long.class);
    }

    /**
     * {@return what takes text for the server's log}
     *
     * @param environ the request
     */
    public static PrintWriter errors(Map<String, Object> environ) {
        return required(environ, ERRORS, PrintWriter.class);
    }

    /**
     * {@return true once the client is known to be gone; false also where the server cannot tell}
     *
     * @param environ the request
     */
    public static boolean clientDisconnected(Map<String, Object> environ) {
        return optional(environ, CLIENT_DISCONNECTED, BooleanSupplier.class)
                .map(BooleanSupplier::getAsBoolean)
                .orElse(false);
    }

    /**
     * Registers a callback for the request's end; callbacks run last-in first-out, after the body
     * was closed.
     *
     * @param environ the request
     * @param callback told how the request ended
     * @return false, and the callback will not run, if the server does not offer this
     */
    @SuppressWarnings("unchecked") // The key's type, EXT-9.
    public static boolean onFinish(Map<String, Object> environ, Consumer<Finish> callback) {
        Optional<Consumer<Consumer<Finish>>> register =
                optional(environ, ON_FINISH, Consumer.class)
                        .map(value -> (Consumer<Consumer<Finish>>) value);
        register.ifPresent(r -> r.accept(callback));
        return register.isPresent();
    }

    /**
     * {@return the trailer fields of the request; empty before its body was read to the end, and
     * where the server has none}
     *
     * @param environ the request
     */
    @SuppressWarnings("unchecked") // The key's type, EXT-5.
    public static List<Header> requestTrailers(Map<String, Object> environ) {
        return optional(environ, REQUEST_TRAILERS, Supplier.class)
                .map(value -> ((Supplier<List<Header>>) value).get())
                .orElse(List.of());
    }

    /**
     * {@return the TLS session of the connection; empty without TLS}
     *
     * @param environ the request
     */
    public static Optional<SSLSession> sslSession(Map<String, Object> environ) {
        return optional(environ, SSL_SESSION, SSLSession.class);
    }

    private static <T> T required(Map<String, Object> environ, String key, Class<T> type) {
        return optional(environ, key, type)
                .orElseThrow(() -> new IllegalArgumentException("the environ has no " + key));
    }

    private static <T> Optional<T> optional(
            Map<String, Object> environ, String key, Class<T> type) {
        Object value = environ.get(key);
        if (value != null && !type.isInstance(value)) {
            throw new IllegalArgumentException(
                    "ENV-3: "
                            + key
                            + " is a "
                            + value.getClass().getName()
                            + ", not a "
                            + type.getName());
        }
        return Optional.ofNullable(type.cast(value));
    }
}
