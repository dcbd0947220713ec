package gateway.toolkit.testing;

import gateway.api.Environ;
import gateway.api.Header;
import gateway.toolkit.http.Authorization;
import gateway.toolkit.http.Pairs;
import gateway.toolkit.http.PercentCoding;
import gateway.toolkit.http.Query;

import java.io.InputStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes the environ of a request, complete and lawful, for an application that is called without a
 * server.
 *
 * <pre>{@code
 * Map<String, Object> environ = EnvironBuilder.of("GET", "/search?q=a+b").header("Accept", "text/html").build();
 * }</pre>
 *
 * <p>Unless told otherwise the request is for {@code http://localhost/}, in HTTP/1.1, from
 * 127.0.0.1, without a body. Each {@link #build} gives an environ of its own.
 */
public final class EnvironBuilder {
    private String method;
    private String base = "http://localhost";
    private String target;
    private final List<Header> headers = new ArrayList<>();
    private Content content = Content.NONE;
    private String protocol = "HTTP/1.1";
    private Optional<String> remoteAddress = Optional.of("127.0.0.1");
    private Optional<PrintWriter> errors = Optional.empty();
    private final Map<String, Object> others = new LinkedHashMap<>();

    private EnvironBuilder(String method, String target) {
        this.method = method;
        this.target = target;
    }

    /**
     * {@return a request}
     *
     * @param method such as {@code GET}; case matters
     * @param target a path below the mount, with a query or without, percent-encoded; what is not
     *     visible ASCII is encoded here. Or {@code *}, or an absolute URL, which is then also the
     *     {@link #base}
     * @throws IllegalArgumentException if the target has a fragment, or is none of these
     */
    public static EnvironBuilder of(String method, String target) {
        if (!target.contains("://") || target.startsWith("/")) {
            String sent = Url.target(target);
            if (!sent.startsWith("/") && !sent.isEmpty() && !sent.equals("*")) {
                throw new IllegalArgumentException("no path: " + target);
            }
            return new EnvironBuilder(method, sent);
        }
        Url url = Url.parse(target);
        String path = url.path().isEmpty() ? "/" : url.path();
        return new EnvironBuilder(method, path + url.query())
                .base(url.scheme() + "://" + url.authority());
    }

    /**
     * {@return the request that an environ is of, to be changed or repeated}
     *
     * <p>Its input becomes the content, once: what was read of it is missing, and a second request
     * finds it at its end.
     *
     * @param environ of a request; not changed. Of its headers the {@code HTTP_} keys count
     */
    public static EnvironBuilder from(Map<String, Object> environ) {
        String query = Environ.queryString(environ);
        boolean hasQuery = text(environ, Environ.REQUEST_URI).indexOf('?') >= 0;
        EnvironBuilder builder =
                new EnvironBuilder(
                        Environ.method(environ),
                        text(environ, Environ.RAW_PATH_INFO) + (hasQuery ? "?" + query : ""));
        String scheme = text(environ, Environ.URL_SCHEME);
        String port = text(environ, Environ.SERVER_PORT);
        boolean usual = port.equals(scheme.equals("https") ? "443" : "80");
        builder.base(
                scheme
                        + "://"
                        + text(environ, Environ.SERVER_NAME)
                        + (usual ? "" : ":" + port)
                        + text(environ, Environ.RAW_SCRIPT_NAME));
        builder.protocol = text(environ, Environ.SERVER_PROTOCOL);
        builder.remoteAddress =
                Optional.ofNullable(environ.get(Environ.REMOTE_ADDR)).map(Object::toString);
        builder.errors = Optional.of(Environ.errors(environ));
        InputStream input = Environ.input(environ);
        long length = Environ.inputLength(environ);
        Optional<String> type =
                Optional.ofNullable(environ.get(Environ.CONTENT_TYPE)).map(Object::toString);
        if (length != 0 || type.isPresent() || environ.containsKey(Environ.CONTENT_LENGTH)) {
            builder.content =
                    new Content(
                            type, length < 0 ? Optional.empty() : Optional.of(length), () -> input);
        }
        new TreeMap<>(environ)
                .forEach(
                        (key, value) -> {
                            if (key.startsWith("HTTP_")) {
                                String name = key.substring("HTTP_".length()).replace('_', '-');
                                builder.header(name, value.toString());
                            }
                        });
        Map<String, Object> made = builder.build();
        environ.forEach(
                (key, value) -> {
                    if (!made.containsKey(key)) {
                        builder.others.put(key, value);
                    }
                });
        return builder;
    }

    private static String text(Map<String, Object> environ, String key) {
        return Objects.toString(environ.get(key), "");
    }

    /**
     * Sets where the application is mounted.
     *
     * @param url such as {@code https://example.org:8443/app}: scheme, host and port as they are in
     *     Host and of the server, and the mount
     * @return this
     * @throws IllegalArgumentException if it is no absolute URL, or has a query
     */
    public EnvironBuilder base(String url) {
        Url parsed = Url.parse(url);
        if (!parsed.query().isEmpty()) {
            throw new IllegalArgumentException("a mount has no query: " + url);
        }
        base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        return this;
    }

    /**
     * Adds to the query.
     *
     * @param name any text
     * @param value any text
     * @return this
     */
    public EnvironBuilder query(String name, String value) {
        target +=
                (target.indexOf('?') < 0 ? "?" : target.endsWith("?") ? "" : "&")
                        + Query.format(Pairs.of(name, value));
        return this;
    }

    /**
     * Adds a header; several of one name are joined as a server joins them (HDR-3).
     *
     * @param name a token; {@code Host}, {@code Content-Type} and {@code Content-Length} take the
     *     place of what is sent otherwise
     * @param value a wire string
     * @return this
     * @throws IllegalArgumentException if one could not be sent
     */
    public EnvironBuilder header(String name, String value) {
        headers.add(new Header(name, value));
        return this;
    }

    /**
     * Removes what {@link #header} has added.
     *
     * @param name in whatever case
     * @return this
     */
    public EnvironBuilder withoutHeader(String name) {
        headers.removeIf(header -> header.name().equalsIgnoreCase(name));
        return this;
    }

    /**
     * Adds credentials of Basic.
     *
     * @param user without colon and control characters
     * @param password without control characters
     * @return this
     * @throws IllegalArgumentException if one could not be sent
     */
    public EnvironBuilder basicAuth(String user, String password) {
        return header("Authorization", Authorization.basic(user, password).headerValue());
    }

    /**
     * Sets what the request carries.
     *
     * @param body in place of what was set before
     * @return this
     */
    public EnvironBuilder content(Content body) {
        content = Objects.requireNonNull(body);
        return this;
    }

    /**
     * Sets the version of HTTP.
     *
     * @param version such as {@code HTTP/1.0}
     * @return this
     */
    public EnvironBuilder protocol(String version) {
        protocol = Objects.requireNonNull(version);
        return this;
    }

    /**
     * Sets the address of the peer.
     *
     * @param address an IP address; {@code ""} for a transport that has none
     * @return this
     */
    public EnvironBuilder remoteAddress(String address) {
        remoteAddress = Optional.of(address).filter(each -> !each.isEmpty());
        return this;
    }

    /**
     * Sets where the application writes errors; by default they go nowhere.
     *
     * @param log takes the text
     * @return this
     */
    public EnvironBuilder errors(PrintWriter log) {
        errors = Optional.of(log);
        return this;
    }

    /**
     * Sets a key, whatever would be there otherwise.
     *
     * @param key of the environ
     * @param value of the type that the key has
     * @return this
     */
    public EnvironBuilder environ(String key, Object value) {
        others.put(key, Objects.requireNonNull(value));
        return this;
    }

    /** {@return the URL of the request (STR-7)} */
    public String url() {
        return base + (target.equals("*") ? "" : target);
    }

    String method() {
        return method;
    }

    boolean hasHeader(String name) {
        return headers.stream().anyMatch(header -> header.name().equalsIgnoreCase(name));
    }

    EnvironBuilder copy() {
        EnvironBuilder copy = new EnvironBuilder(method, target);
        copy.base = base;
        copy.headers.addAll(headers);
        copy.content = content;
        copy.protocol = protocol;
        copy.remoteAddress = remoteAddress;
        copy.errors = errors;
        copy.others.putAll(others);
        return copy;
    }

    /** Where nothing else was said. */
    EnvironBuilder loggingTo(PrintWriter log) {
        errors = errors.or(() -> Optional.of(log));
        return this;
    }

    /**
     * The same request to another address below the same mount; without a body if it becomes GET.
     */
    EnvironBuilder redirected(String newMethod, Url url, String rawPath, boolean sameHost) {
        EnvironBuilder next = copy();
        next.method = newMethod;
        next.target = rawPath + url.query();
        next.headers.clear();
        String mount = url.path().substring(0, url.path().length() - rawPath.length());
        next.base = url.scheme() + "://" + url.authority() + mount;
        boolean bodyless = !newMethod.equals(method);
        next.content = bodyless ? Content.NONE : content;
        for (Header header : headers) {
            String name = header.name().toLowerCase(Locale.ROOT);
            boolean ofBody = name.startsWith("content-");
            boolean ofHost = name.equals("authorization") && !sameHost;
            if (!name.equals("host")
                    && !name.equals("cookie")
                    && !ofHost
                    && !(bodyless && ofBody)) {
                next.headers.add(header);
            }
        }
        return next;
    }

    /**
     * {@return the environ: a new map with every key that is always there (spec.md, index of
     * environ keys), and {@code gateway.raw_headers}}
     *
     * @throws IllegalArgumentException if a server would refuse the path (STR-3)
     */
    public Map<String, Object> build() {
        Url root = Url.parse(base);
        int question = target.indexOf('?');
        String rawPath = question < 0 ? target : target.substring(0, question);
        if (rawPath.isEmpty() && root.path().isEmpty()) {
            rawPath = "/";
        }
        Map<String, Object> environ = new HashMap<>();
        environ.put(Environ.REQUEST_METHOD, method);
        environ.put(Environ.RAW_SCRIPT_NAME, rawPath.equals("*") ? "" : root.path());
        environ.put(Environ.SCRIPT_NAME, rawPath.equals("*") ? "" : decoded(root.path()));
        environ.put(Environ.RAW_PATH_INFO, rawPath);
        environ.put(Environ.PATH_INFO, decoded(rawPath));
        environ.put(Environ.QUERY_STRING, question < 0 ? "" : target.substring(question + 1));
        environ.put(
                Environ.REQUEST_URI,
                (rawPath.equals("*") ? "" : root.path())
                        + rawPath
                        + (question < 0 ? "" : target.substring(question)));
        environ.put(Environ.SERVER_NAME, root.host());
        environ.put(Environ.SERVER_PORT, root.port());
        environ.put(Environ.SERVER_PROTOCOL, protocol);
        remoteAddress.ifPresent(
                address -> {
                    environ.put(Environ.REMOTE_ADDR, address);
                    environ.put(Environ.REMOTE_PORT, "49152");
                });
        environ.put(Environ.VERSION, List.of(1, 0));
        environ.put(Environ.URL_SCHEME, root.scheme());
        environ.put(
                Environ.ERRORS, errors.orElseGet(() -> new PrintWriter(PrintWriter.nullWriter())));
        environ.put(Environ.MULTITHREAD, true);
        environ.put(Environ.MULTIPROCESS, false);
        environ.put(Environ.RUN_ONCE, false);
        putContentAndHeaders(environ, root.authority());
        environ.putAll(others);
        return environ;
    }

    private void putContentAndHeaders(Map<String, Object> environ, String authority) {
        List<Header> lines = new ArrayList<>();
        if (!hasHeader("Host")) {
            lines.add(new Header("Host", authority));
        }
        content.type()
                .filter(type -> !hasHeader("Content-Type"))
                .ifPresent(type -> lines.add(new Header("Content-Type", type)));
        if (content.isPresent() && !hasHeader("Content-Length")) {
            content.length()
                    .ifPresent(n -> lines.add(new Header("Content-Length", Long.toString(n))));
        }
        lines.addAll(headers);
        for (Header line : lines) {
            String key = line.name().toUpperCase(Locale.ROOT).replace('-', '_');
            boolean bare = key.equals(Environ.CONTENT_TYPE) || key.equals(Environ.CONTENT_LENGTH);
            String separator = key.equals("COOKIE") ? "; " : ", ";
            environ.merge(
                    bare ? key : "HTTP_" + key,
                    line.value(),
                    (before, value) -> before + separator + value);
        }
        environ.put(Environ.RAW_HEADERS, List.copyOf(lines));
        environ.put(Environ.INPUT_LENGTH, content.isPresent() ? content.length().orElse(-1L) : 0L);
        environ.put(Environ.INPUT, new RequestInput(content.source().get()));
    }

    private static String decoded(String rawPath) {
        return PercentCoding.decodeStrictly(rawPath)
                .filter(path -> path.chars().noneMatch(c -> c < ' ' || c == 0x7F))
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "a server refuses this path (STR-3): " + rawPath));
    }
}
