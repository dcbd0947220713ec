package gateway.toolkit.middleware;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;
import gateway.api.Middleware;
import gateway.api.StartResponse;
import gateway.api.UpgradeHandler;
import gateway.toolkit.ForwardingApplication;
import gateway.toolkit.ForwardingStartResponse;

import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gives each request an id, tells the application and the client, and takes over the id that came
 * with the request if it is one that a log can take.
 *
 * <p>The application finds it with {@link #id}, under the key {@link #KEY}; the client in the
 * header. An id that the application sets itself in that header is replaced.
 */
public final class RequestIdMiddleware extends ForwardingApplication {
    /** {@code String} in the environ: the id, 1 to 128 letters, digits and {@code -._~+/=:}. */
    public static final String KEY = "gateway_toolkit.request_id";

    private static final int LONGEST = 128;
    private static final String PUNCTUATION = "-._~+/=:";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String header;
    private final boolean taking;
    private final boolean telling;
    private final Supplier<String> ids;

    private RequestIdMiddleware(Application inner, Builder builder) {
        super(inner);
        this.header = builder.header;
        this.taking = builder.taking;
        this.telling = builder.telling;
        this.ids = builder.ids;
    }

    /** {@return a builder: header X-Request-Id, ids of clients taken over, else 128 random bits} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return the id of a request; empty where this middleware is not on its way}
     *
     * @param environ the request
     */
    public static Optional<String> id(Map<String, Object> environ) {
        return environ.get(KEY) instanceof String id ? Optional.of(id) : Optional.empty();
    }

    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws Exception {
        Optional<String> sent = taking ? Environ.header(environ, header) : Optional.empty();
        String id = sent.filter(RequestIdMiddleware::isId).orElseGet(ids);
        environ.put(KEY, id);
        if (!telling) {
            return super.call(environ, startResponse);
        }
        Header shown = new Header(header, id);
        return super.call(
                environ,
                new ForwardingStartResponse(startResponse) {
                    @Override
                    public void start(
                            String status, List<Header> headers, @Nullable Throwable error) {
                        super.start(status, showing(headers), error);
                    }

                    @Override
                    public boolean upgrade(
                            String protocol, List<Header> headers, UpgradeHandler handler) {
                        return super.upgrade(protocol, showing(headers), handler);
                    }

                    private List<Header> showing(List<Header> headers) {
                        List<Header> all = new ArrayList<>(headers);
                        all.removeIf(each -> each.name().equalsIgnoreCase(header));
                        all.add(shown);
                        return all;
                    }
                });
    }

    /**
     * Whether a client's id is passed on: 1 to 128 letters, digits and {@code -._~+/=:}, which
     * neither a log nor a header can be forged with.
     */
    public static boolean isId(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && text.chars()
                        .allMatch(
                                c ->
                                        (c >= 'a' && c <= 'z')
                                                || (c >= 'A' && c <= 'Z')
                                                || (c >= '0' && c <= '9')
                                                || PUNCTUATION.indexOf(c) >= 0);
    }

    private static String random() {
        byte[] octets = new byte[16];
        RANDOM.nextBytes(octets);
        return HexFormat.of().formatHex(octets);
    }

    /** Settings. */
    public static final class Builder implements Middleware {
        private String header = "X-Request-Id";
        private boolean taking = true;
        private boolean telling = true;
        private Supplier<String> ids = RequestIdMiddleware::random;

        private Builder() {}

        /**
         * Uses another header.
         *
         * @param name a token
         * @return this
         * @throws IllegalArgumentException if it is none
         */
        public Builder header(String name) {
            header = new Header(name, "").name();
            return this;
        }

        /**
         * Makes an id of its own for each request, whatever the client sends.
         *
         * @return this
         */
        public Builder ignoringClients() {
            taking = false;
            return this;
        }

        /**
         * Tells the application only, and leaves the response as it is.
         *
         * @return this
         */
        public Builder notTellingClients() {
            telling = false;
            return this;
        }

        /**
         * Makes ids in another way.
         *
         * @param supplier called by many threads; gives what a header may hold
         * @return this
         */
        public Builder ids(Supplier<String> supplier) {
            ids = Objects.requireNonNull(supplier);
            return this;
        }

        @Override
        public RequestIdMiddleware wrap(Application inner) {
            return new RequestIdMiddleware(inner, this);
        }
    }
}
