package gateway.toolkit.proxy;

import gateway.api.Header;
import gateway.toolkit.http.FieldNames;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** A server that requests are passed on to, and how. Each of its methods gives a changed copy. */
public final class Upstream {
    private enum HostField {
        OWN,
        CLIENTS,
        FIXED
    }

    private final URI base;
    private final boolean removingPrefix;
    private final HostField hostField;
    private final String host;
    private final List<Header> headers;
    private final Duration connectTimeout;
    private final Duration timeout;
    private final Optional<SSLContext> tls;

    private Upstream(
            URI base,
            boolean removingPrefix,
            HostField hostField,
            String host,
            List<Header> headers,
            Duration connectTimeout,
            Duration timeout,
            Optional<SSLContext> tls) {
        this.base = base;
        this.removingPrefix = removingPrefix;
        this.hostField = hostField;
        this.host = host;
        this.headers = List.copyOf(headers);
        this.connectTimeout = connectTimeout;
        this.timeout = timeout;
        this.tls = tls;
    }

    /**
     * {@return a server that gets the whole path, a Host field with its own name, and 10 seconds
     * for a connection and 60 for each step after it}
     *
     * @param url {@code http} or {@code https}, a host, and if need be a port and a path to put in
     *     front of those of requests: {@code http://127.0.0.1:9000/app}
     * @throws IllegalArgumentException if it is something else
     */
    public static Upstream at(String url) {
        URI base = URI.create(url);
        boolean known = "http".equals(base.getScheme()) || "https".equals(base.getScheme());
        if (!known
                || base.getHost() == null
                || base.getRawUserInfo() != null
                || base.getRawQuery() != null
                || base.getRawFragment() != null) {
            throw new IllegalArgumentException("not an upstream: " + url);
        }
        return new Upstream(
                base,
                false,
                HostField.OWN,
                base.getRawAuthority(),
                List.of(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Optional.empty());
    }

    /** {@return one that does not get the prefix of the path under which it is found here} */
    public Upstream removingPrefix() {
        return new Upstream(base, true, hostField, host, headers, connectTimeout, timeout, tls);
    }

    /** {@return one that gets the Host field of the client} */
    public Upstream keepingHost() {
        return new Upstream(
                base,
                removingPrefix,
                HostField.CLIENTS,
                host,
                headers,
                connectTimeout,
                timeout,
                tls);
    }

    /**
     * {@return one that gets this Host field}
     *
     * @param value a host with an optional port
     * @throws IllegalArgumentException if it is none
     */
    public Upstream withHost(String value) {
        if (Node.host(value).isEmpty()) {
            throw new IllegalArgumentException("not a host: " + value);
        }
        return new Upstream(
                base,
                removingPrefix,
                HostField.FIXED,
                value,
                headers,
                connectTimeout,
                timeout,
                tls);
    }

    /**
     * {@return one that also gets this header, in place of the client's}
     *
     * @param name not Host, Content-Length or one that is for a single connection
     * @param value what it says
     * @throws IllegalArgumentException if it is one of those, or malformed
     */
    public Upstream withHeader(String name, String value) {
        if (FieldNames.isHopByHop(name)
                || name.equalsIgnoreCase("Host")
                || name.equalsIgnoreCase("Content-Length")) {
            throw new IllegalArgumentException("not to be set: " + name);
        }
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Upstream(
                base, removingPrefix, hostField, host, more, connectTimeout, timeout, tls);
    }

    /**
     * {@return one with other limits}
     *
     * @param connect for the connection
     * @param step for each piece that is written or read after it, so also for the time until the
     *     answer begins
     * @throws IllegalArgumentException if one is less than a millisecond or more than 24 days
     */
    public Upstream withTimeouts(Duration connect, Duration step) {
        for (Duration each : List.of(connect, step)) {
            if (each.toMillis() < 1 || each.toMillis() > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("no limit: " + each);
            }
        }
        return new Upstream(base, removingPrefix, hostField, host, headers, connect, step, tls);
    }

    /**
     * {@return one whose certificate is checked by, and that is shown the certificate of, another
     * context than the JDK's default; the name of the host is checked in any case}
     *
     * @param context initialised
     * @throws IllegalStateException if the URL is not {@code https}
     */
    public Upstream withTls(SSLContext context) {
        if (!isSecure()) {
            throw new IllegalStateException("no TLS: " + this);
        }
        return new Upstream(
                base,
                removingPrefix,
                hostField,
                host,
                headers,
                connectTimeout,
                timeout,
                Optional.of(context));
    }

    SSLSocketFactory tls() {
        return tls.map(SSLContext::getSocketFactory)
                .orElseGet(() -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    boolean isSecure() {
        return "https".equals(base.getScheme());
    }

    /** For a look-up: without brackets. */
    String hostName() {
        String name = base.getHost();
        return name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
    }

    int port() {
        return base.getPort() > 0 ? base.getPort() : isSecure() ? 443 : 80;
    }

    /** In front of paths, without a slash at its end. */
    String basePath() {
        String path = base.getRawPath();
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    boolean isRemovingPrefix() {
        return removingPrefix;
    }

    String hostField(Optional<String> clients) {
        return hostField == HostField.CLIENTS ? clients.orElse(host) : host;
    }

    List<Header> headers() {
        return headers;
    }

    int connectMillis() {
        return (int) connectTimeout.toMillis();
    }

    int stepMillis() {
        return (int) timeout.toMillis();
    }

    /** {@return the URL} */
    @Override
    public String toString() {
        return base.toString();
    }
}
