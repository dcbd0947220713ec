package gateway.toolkit.testing;

import gateway.api.Application;
import gateway.api.Header;
import gateway.toolkit.validator.ThrowingSink;
import gateway.toolkit.validator.ValidatorMiddleware;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Calls an application as a server would and shows what it answers, in the same process and on the
 * same thread: for tests.
 *
 * <pre>{@code
 * Client client = Client.of(application);
 * Answer answer = client.post("/login", Content.form("user", "ada"));
 * assertEquals("200 OK", client.get("/").status());
 * }</pre>
 *
 * <ul>
 *   <li>What the application throws comes out of the call that sent the request.
 *   <li>Between the two stands a {@link ValidatorMiddleware}: a breach of {@code spec.md} throws
 *       {@link gateway.toolkit.validator.ContractViolation}.
 *   <li>Cookies are kept, and sent again.
 *   <li>Redirects are followed on demand, and never out of the application.
 * </ul>
 *
 * <p>Upgrades are not offered. Not for use by several threads at once.
 */
public final class Client {
    /** Where browsers give up. */
    private static final int MOST_REDIRECTS = 20;

    private final Application application;
    private final Builder settings;
    private final CookieJar cookies;
    private final Redirects redirects;

    private Client(Builder settings) {
        this.application = settings.application;
        this.settings = settings;
        this.cookies = new CookieJar(settings.clock, Url.parse(settings.base + "/"));
        this.redirects = new Redirects(Url.parse(settings.base), settings.subdomains);
    }

    /**
     * {@return a client of an application that is mounted at {@code http://localhost/}}
     *
     * @param application to call; where it is a {@code Lifecycle}, start it first
     */
    public static Client of(Application application) {
        return builder(application).build();
    }

    /**
     * {@return what makes a client with other settings}
     *
     * @param application to call; where it is a {@code Lifecycle}, start it first
     */
    public static Builder builder(Application application) {
        return new Builder(application);
    }

    /** Settings of a client. */
    public static final class Builder {
        private final Application application;
        private String base = "http://localhost";
        private final List<Header> headers = new ArrayList<>();
        private final Map<String, Object> environ = new LinkedHashMap<>();
        private boolean validated = true;
        private boolean following;
        private boolean subdomains;
        private boolean keepingCookies = true;
        private Clock clock = Clock.systemUTC();

        private Builder(Application application) {
            this.application = Objects.requireNonNull(application);
        }

        private Builder(Builder other) {
            application = other.application;
            base = other.base;
            headers.addAll(other.headers);
            environ.putAll(other.environ);
            validated = other.validated;
            following = other.following;
            subdomains = other.subdomains;
            keepingCookies = other.keepingCookies;
            clock = other.clock;
        }

        /**
         * Sets where the application is mounted.
         *
         * @param url as for {@link EnvironBuilder#base}
         * @return this
         * @throws IllegalArgumentException if it is no absolute URL
         */
        public Builder base(String url) {
            EnvironBuilder.of("GET", "/").base(url);
            base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
            return this;
        }

        /**
         * Adds a header to each request.
         *
         * @param name a token
         * @param value a wire string
         * @return this
         * @throws IllegalArgumentException if one could not be sent
         */
        public Builder header(String name, String value) {
            headers.add(new Header(name, value));
            return this;
        }

        /**
         * Sets a key of each environ.
         *
         * @param key of the environ
         * @param value of the type that the key has
         * @return this
         */
        public Builder environ(String key, Object value) {
            environ.put(key, Objects.requireNonNull(value));
            return this;
        }

        /**
         * Lets {@code get}, {@code post} and so on follow redirects.
         *
         * @return this
         */
        public Builder followRedirects() {
            following = true;
            return this;
        }

        /**
         * Lets redirects lead to hosts below the one of the base.
         *
         * @return this
         */
        public Builder allowSubdomains() {
            subdomains = true;
            return this;
        }

        /**
         * Keeps no cookies.
         *
         * @return this
         */
        public Builder withoutCookies() {
            keepingCookies = false;
            return this;
        }

        /**
         * Calls the application without a validator.
         *
         * @return this
         */
        public Builder withoutValidator() {
            validated = false;
            return this;
        }

        /**
         * Sets the clock by which cookies expire.
         *
         * @param other in place of the system's
         * @return this
         */
        public Builder clock(Clock other) {
            clock = Objects.requireNonNull(other);
            return this;
        }

        /** {@return a client, with no cookies yet} */
        public Client build() {
            return new Client(new Builder(this));
        }
    }

    /**
     * {@return a request of this client, to be completed and sent}
     *
     * @param method such as {@code PROPFIND}
     * @param target below the base, as for {@link EnvironBuilder#of}
     */
    public EnvironBuilder request(String method, String target) {
        EnvironBuilder request = EnvironBuilder.of(method, target);
        if (!target.contains("://") || target.startsWith("/")) {
            request.base(settings.base);
        }
        settings.environ.forEach(request::environ);
        return request;
    }

    /**
     * {@return the answer to GET}
     *
     * @param target below the base
     * @throws Exception what the application throws
     */
    public Answer get(String target) throws Exception {
        return send(request("GET", target));
    }

    /**
     * {@return the answer to HEAD}
     *
     * @param target below the base
     * @throws Exception what the application throws
     */
    public Answer head(String target) throws Exception {
        return send(request("HEAD", target));
    }

    /**
     * {@return the answer to OPTIONS}
     *
     * @param target below the base, or {@code *}
     * @throws Exception what the application throws
     */
    public Answer options(String target) throws Exception {
        return send(request("OPTIONS", target));
    }

    /**
     * {@return the answer to DELETE}
     *
     * @param target below the base
     * @throws Exception what the application throws
     */
    public Answer delete(String target) throws Exception {
        return send(request("DELETE", target));
    }

    /**
     * {@return the answer to POST}
     *
     * @param target below the base
     * @param content what it carries
     * @throws Exception what the application throws
     */
    public Answer post(String target, Content content) throws Exception {
        return send(request("POST", target).content(content));
    }

    /**
     * {@return the answer to PUT}
     *
     * @param target below the base
     * @param content what it carries
     * @throws Exception what the application throws
     */
    public Answer put(String target, Content content) throws Exception {
        return send(request("PUT", target).content(content));
    }

    /**
     * {@return the answer to PATCH}
     *
     * @param target below the base
     * @param content what it carries
     * @throws Exception what the application throws
     */
    public Answer patch(String target, Content content) throws Exception {
        return send(request("PATCH", target).content(content));
    }

    /**
     * {@return the answer to a request, or, if this client follows redirects, where they lead}
     *
     * @param request also one that was not made by this client
     * @throws Exception what the application throws
     */
    public Answer send(EnvironBuilder request) throws Exception {
        return settings.following ? follow(request) : exchange(request);
    }

    /**
     * {@return where the redirects of a request lead, with those in its history}
     *
     * <p>As browsers do: 307 and 308 keep method and body; 303 makes everything but HEAD a GET, 301
     * and 302 only POST.
     *
     * @param request also one that was not made by this client
     * @throws IllegalStateException if a redirect leads out of the application, or there are more
     *     than 20
     * @throws Exception what the application throws
     */
    public Answer follow(EnvironBuilder request) throws Exception {
        List<Answer> history = new ArrayList<>();
        EnvironBuilder current = request;
        Answer answer = exchange(current);
        while (answer.isRedirect()) {
            history.add(answer);
            if (history.size() > MOST_REDIRECTS) {
                throw new IllegalStateException(
                        "more than " + MOST_REDIRECTS + " redirects, the last to " + answer.url());
            }
            current = redirects.next(current, answer);
            answer = exchange(current);
        }
        return answer.after(history);
    }

    private Answer exchange(EnvironBuilder request) throws Exception {
        StringWriter log = new StringWriter();
        ThrowingSink findings = new ThrowingSink();
        Exchange exchange = new Exchange(environ(request, new PrintWriter(log)));
        List<byte[]> arrays = new ArrayList<>();
        try {
            exchange.call(watched(findings));
            for (Optional<byte[]> array = exchange.next();
                    array.isPresent();
                    array = exchange.next()) {
                arrays.add(array.get());
            }
        } finally {
            exchange.close();
        }
        findings.verify();
        keepCookies(request, exchange);
        return new Answer(
                request.url(),
                exchange.status(),
                exchange.headers(),
                arrays,
                exchange.trailers(),
                exchange.hints(),
                log.toString(),
                List.of());
    }

    /**
     * {@return the answer to a request, its body still to be read; redirects are not followed}
     *
     * @param request also one that was not made by this client
     * @throws Exception what the application throws before the first octet of its body
     */
    public StreamedAnswer stream(EnvironBuilder request) throws Exception {
        Map<String, Object> environ = environ(request, new PrintWriter(PrintWriter.nullWriter()));
        ThrowingSink findings = new ThrowingSink();
        Exchange exchange = new Exchange(environ);
        try {
            exchange.call(watched(findings));
            keepCookies(request, exchange);
            return new StreamedAnswer(exchange, findings);
        } catch (Throwable e) {
            exchange.close();
            throw e;
        }
    }

    private void keepCookies(EnvironBuilder request, Exchange exchange) {
        if (settings.keepingCookies) {
            cookies.store(Url.parse(request.url()), exchange.headers("Set-Cookie"));
        }
    }

    private Application watched(ThrowingSink findings) {
        return settings.validated
                ? ValidatorMiddleware.named("client").reportingTo(findings).wrap(application)
                : application;
    }

    private Map<String, Object> environ(EnvironBuilder request, PrintWriter log) {
        EnvironBuilder complete = request.copy();
        for (Header header : settings.headers) {
            if (!request.hasHeader(header.name())) {
                complete.header(header.name(), header.value());
            }
        }
        if (settings.keepingCookies && !request.hasHeader("Cookie")) {
            cookies.header(Url.parse(request.url()))
                    .ifPresent(value -> complete.header("Cookie", value));
        }
        return complete.loggingTo(log).build();
    }

    /** {@return the cookies of this client} */
    public CookieJar cookies() {
        return cookies;
    }
}
