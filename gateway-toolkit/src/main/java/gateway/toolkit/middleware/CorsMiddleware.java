package gateway.toolkit.middleware;

import static java.nio.charset.StandardCharsets.US_ASCII;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;
import gateway.api.Middleware;
import gateway.api.StartResponse;
import gateway.toolkit.ForwardingApplication;
import gateway.toolkit.ForwardingStartResponse;
import gateway.toolkit.http.TokenSet;
import gateway.toolkit.http.Vary;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets scripts of other origins read what the application answers (Fetch Standard, "CORS
 * protocol").
 *
 * <ul>
 *   <li>A preflight is answered here and does not reach the application: 204 with what is allowed,
 *       or 403 to an origin that is not.
 *   <li>Any other response gets the fields for its request's origin, in place of those that the
 *       application has set; none for an origin that is not allowed, whose browser then hides the
 *       response. It is no protection against requests.
 *   <li>Where any origin is allowed, each response gets the same fields, also one to a request
 *       without origin: a cache may give it to scripts later.
 *   <li>{@code Vary: Origin} stands wherever the answer depends on the origin.
 * </ul>
 *
 * <p>Origins are compared as a whole: {@code https://a.example} allows neither {@code
 * https://a.example.evil} nor {@code http://a.example} nor {@code null}.
 */
public final class CorsMiddleware extends ForwardingApplication {
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String ALLOW_CREDENTIALS = "Access-Control-Allow-Credentials";
    private static final String EXPOSE_HEADERS = "Access-Control-Expose-Headers";
    private static final String ALLOW_METHODS = "Access-Control-Allow-Methods";
    private static final String ALLOW_HEADERS = "Access-Control-Allow-Headers";
    private static final String MAX_AGE = "Access-Control-Max-Age";
    private static final TokenSet OURS =
            TokenSet.of(
                    ALLOW_ORIGIN,
                    ALLOW_CREDENTIALS,
                    EXPOSE_HEADERS,
                    ALLOW_METHODS,
                    ALLOW_HEADERS,
                    MAX_AGE);

    private final Set<String> origins;
    private final boolean any;
    private final boolean credentials;
    private final TokenSet methods;
    private final TokenSet requestHeaders;
    private final TokenSet exposed;
    private final Duration maxAge;

    private CorsMiddleware(Application inner, Builder builder) {
        super(inner);
        this.origins = Set.copyOf(builder.origins);
        this.any = builder.any;
        this.credentials = builder.credentials;
        this.methods = builder.methods;
        this.requestHeaders = builder.requestHeaders;
        this.exposed = builder.exposed;
        this.maxAge = builder.maxAge;
        if (any && credentials) {
            throw new IllegalArgumentException(
                    "credentials for any origin: every site could act as its visitors");
        }
    }

    /**
     * {@return a builder: no origin, the methods GET, HEAD and POST, no credentials, no headers
     * beyond those that need no permission, preflights remembered for 10 minutes}
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws Exception {
        Optional<String> origin = Environ.header(environ, "Origin");
        boolean preflight =
                Environ.method(environ).equals("OPTIONS")
                        && origin.isPresent()
                        && Environ.header(environ, "Access-Control-Request-Method").isPresent();
        if (preflight) {
            return preflight(origin.get(), startResponse);
        }
        return super.call(
                environ,
                new ForwardingStartResponse(startResponse) {
                    @Override
                    public void start(
                            String status, List<Header> headers, @Nullable Throwable error) {
                        super.start(status, answered(headers, origin), error);
                    }
                });
    }

    private List<Header> answered(List<Header> headers, Optional<String> origin) {
        if (!any && origins.isEmpty()) {
            return headers;
        }
        List<Header> all = new ArrayList<>(headers);
        all.removeIf(each -> OURS.contains(each.name()));
        if (!any) {
            Vary.add(all, "Origin");
        }
        if (any || origin.filter(origins::contains).isPresent()) {
            allow(all, origin.orElse("*"));
            if (!exposed.isEmpty()) {
                all.add(new Header(EXPOSE_HEADERS, exposed.headerValue()));
            }
        }
        return all;
    }

    private Iterable<byte[]> preflight(String origin, StartResponse startResponse) {
        List<Header> headers = new ArrayList<>();
        headers.add(
                new Header(
                        "Vary",
                        "Origin, Access-Control-Request-Method, Access-Control-Request-Headers"));
        if (!isAllowed(origin)) {
            headers.add(new Header("Content-Type", "text/plain; charset=utf-8"));
            startResponse.start("403 Forbidden", headers);
            return List.of("403 Forbidden\n\nThis origin is not allowed.\n".getBytes(US_ASCII));
        }
        allow(headers, origin);
        headers.add(new Header(ALLOW_METHODS, methods.headerValue()));
        if (!requestHeaders.isEmpty()) {
            headers.add(new Header(ALLOW_HEADERS, requestHeaders.headerValue()));
        }
        headers.add(new Header(MAX_AGE, Long.toString(maxAge.toSeconds())));
        startResponse.start("204 No Content", headers);
        return List.of();
    }

    private void allow(List<Header> headers, String origin) {
        headers.add(new Header(ALLOW_ORIGIN, any ? "*" : origin));
        if (credentials) {
            headers.add(new Header(ALLOW_CREDENTIALS, "true"));
        }
    }

    private boolean isAllowed(String origin) {
        return any || origins.contains(origin);
    }

    /** Settings. */
    public static final class Builder implements Middleware {
        private final Set<String> origins = new LinkedHashSet<>();
        private boolean any;
        private boolean credentials;
        private TokenSet methods = TokenSet.of("GET", "HEAD", "POST");
        private TokenSet requestHeaders = TokenSet.EMPTY;
        private TokenSet exposed = TokenSet.EMPTY;
        private Duration maxAge = Duration.ofMinutes(10);

        private Builder() {}

        /**
         * Allows origins.
         *
         * @param allowed each as a browser writes it: {@code https://a.example}, {@code
         *     http://localhost:3000}; scheme and host in lower case, no path, no usual port
         * @return this
         * @throws IllegalArgumentException if one is not written so; {@code null} is none, for any
         *     site can have it
         */
        public Builder origins(String... allowed) {
            for (String origin : allowed) {
                if (!Origins.isOrigin(origin)) {
                    throw new IllegalArgumentException("not an origin: " + origin);
                }
                origins.add(origin);
            }
            return this;
        }

        /**
         * Allows every origin. What is answered must then be for everyone.
         *
         * @return this
         */
        public Builder anyOrigin() {
            any = true;
            return this;
        }

        /**
         * Lets scripts send cookies and credentials; not together with {@link #anyOrigin}, which
         * {@link #wrap} refuses.
         *
         * @return this
         */
        public Builder credentials() {
            credentials = true;
            return this;
        }

        /**
         * Allows these methods and no others.
         *
         * @param allowed tokens, in upper case as they are sent
         * @return this
         * @throws IllegalArgumentException if one is not a token
         */
        public Builder methods(String... allowed) {
            methods = TokenSet.of(allowed);
            return this;
        }

        /**
         * Allows these request headers beyond those that need no permission.
         *
         * @param allowed names
         * @return this
         * @throws IllegalArgumentException if one is not a token
         */
        public Builder requestHeaders(String... allowed) {
            requestHeaders = TokenSet.of(allowed);
            return this;
        }

        /**
         * Lets scripts read these response headers.
         *
         * @param names of headers
         * @return this
         * @throws IllegalArgumentException if one is not a token
         */
        public Builder exposing(String... names) {
            exposed = TokenSet.of(names);
            return this;
        }

        /**
         * Lets browsers remember a preflight.
         *
         * @param time to the second; browsers have limits of their own
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        public Builder maxAge(Duration time) {
            if (time.isNegative()) {
                throw new IllegalArgumentException("negative age: " + time);
            }
            maxAge = time;
            return this;
        }

        /**
         * {@inheritDoc}
         *
         * @throws IllegalArgumentException if any origin may send credentials
         */
        @Override
        public CorsMiddleware wrap(Application inner) {
            return new CorsMiddleware(inner, this);
        }
    }
}
