package gateway.toolkit.proxy;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Middleware;
import gateway.api.StartResponse;
import gateway.toolkit.ForwardingApplication;
import gateway.toolkit.http.PercentCoding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Shows the application the client and the URL that a proxy in front has seen (SEC-2), from the
 * fields {@code X-Forwarded-*} or {@code Forwarded} (RFC 7239): never from both.
 *
 * <p>Nothing is believed unless the peer of the connection is one of the proxies named with {@link
 * Builder#trusting}. Its own word is the last of each list; the one before that counts if the
 * number of proxies is 2 and the address in the last one is a trusted proxy's again, and so on. A
 * list that is shorter than the number of proxies did not come through all of them, and is ignored;
 * so is what is malformed.
 *
 * <table>
 *   <caption>What is changed</caption>
 *   <tr><th>said</th><th>keys</th></tr>
 *   <tr><td>client</td><td>REMOTE_ADDR, REMOTE_PORT (absent where the port is not said)</td></tr>
 *   <tr><td>scheme</td><td>gateway.url_scheme: http or https</td></tr>
 *   <tr><td>host</td><td>HTTP_HOST, SERVER_NAME, SERVER_PORT</td></tr>
 *   <tr><td>port</td><td>SERVER_PORT, and that of HTTP_HOST</td></tr>
 *   <tr><td>prefix</td><td>SCRIPT_NAME, gateway.raw_script_name, REQUEST_URI</td></tr>
 * </table>
 *
 * <p>The application gets an environ of its own; what those keys were before is in {@link
 * #ORIGINAL}.
 */
public final class ProxyFixMiddleware extends ForwardingApplication {
    /**
     * {@code Map<String, String>} in the environ, unmodifiable, present if something was changed:
     * the changed keys with the values that the server gave, without those that were absent.
     */
    public static final String ORIGINAL = "gateway_toolkit.proxy_fix.original";

    private static final List<String> X_FORWARDED =
            List.of("FOR", "PROTO", "HOST", "PORT", "PREFIX");

    private final List<Network> proxies;
    private final boolean localSockets;
    private final XForwarded hops;
    private final int forwarded;
    private final boolean removing;

    private ProxyFixMiddleware(Application inner, Builder builder) {
        super(inner);
        if (builder.proxies.isEmpty() && !builder.localSockets) {
            throw new IllegalArgumentException("SEC-2: no proxy is trusted");
        }
        if (builder.forwarded > 0 && !builder.hops.equals(XForwarded.NONE)) {
            throw new IllegalArgumentException("both Forwarded and X-Forwarded-* are to be used");
        }
        this.proxies = List.copyOf(builder.proxies);
        this.localSockets = builder.localSockets;
        boolean usual = builder.forwarded == 0 && builder.hops.equals(XForwarded.NONE);
        this.hops = usual ? XForwarded.USUAL : builder.hops;
        this.forwarded = builder.forwarded;
        this.removing = builder.removing;
    }

    /**
     * {@return a builder that trusts nobody; where no field is named, X-Forwarded-For and
     * X-Forwarded-Proto of one proxy are used}
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws Exception {
        boolean trusted = isPeerTrusted(environ);
        Claims claims = trusted ? claims(environ) : NOTHING;
        if (claims.isEmpty() && !removing) {
            return super.call(environ, startResponse);
        }
        Map<String, Object> fixed = new HashMap<>(environ);
        if (removing) {
            remove(fixed, trusted);
        }
        fix(fixed, claims);
        Map<String, String> original = new TreeMap<>();
        for (String key : CHANGED) {
            if (environ.get(key) instanceof String before && !before.equals(fixed.get(key))) {
                original.put(key, before);
            }
        }
        if (!original.isEmpty()) {
            fixed.put(ORIGINAL, Map.copyOf(original));
        }
        return super.call(fixed, startResponse);
    }

    private static final Claims NOTHING =
            new Claims(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    private static final List<String> CHANGED =
            List.of(
                    Environ.REMOTE_ADDR,
                    Environ.REMOTE_PORT,
                    Environ.URL_SCHEME,
                    "HTTP_HOST",
                    Environ.SERVER_NAME,
                    Environ.SERVER_PORT,
                    Environ.SCRIPT_NAME,
                    Environ.RAW_SCRIPT_NAME,
                    Environ.REQUEST_URI);

    private boolean isPeerTrusted(Map<String, Object> environ) {
        return environ.get(Environ.REMOTE_ADDR) instanceof String address
                ? Node.address(address).filter(this::isProxy).isPresent()
                : localSockets;
    }

    private boolean isProxy(Node node) {
        Optional<IpAddress> address = node.address();
        return address.isPresent()
                && proxies.stream().anyMatch(network -> network.contains(address.get()));
    }

    private Claims claims(Map<String, Object> environ) {
        return forwarded > 0
                ? Claims.ofForwarded(environ, forwarded, this::isProxy)
                : Claims.ofXForwarded(environ, hops, this::isProxy);
    }

    private void remove(Map<String, Object> environ, boolean trusted) {
        if (!trusted || forwarded == 0) {
            environ.remove("HTTP_FORWARDED");
        }
        List<Integer> used =
                List.of(hops.client(), hops.proto(), hops.host(), hops.port(), hops.prefix());
        for (int i = 0; i < X_FORWARDED.size(); i++) {
            if (!trusted || used.get(i) == 0) {
                environ.remove("HTTP_X_FORWARDED_" + X_FORWARDED.get(i));
            }
        }
    }

    private static void fix(Map<String, Object> environ, Claims claims) {
        claims.client()
                .ifPresent(
                        client -> {
                            environ.put(Environ.REMOTE_ADDR, client.bare());
                            environ.remove(Environ.REMOTE_PORT);
                            client.port().ifPresent(p -> environ.put(Environ.REMOTE_PORT, p));
                        });
        claims.scheme().ifPresent(scheme -> environ.put(Environ.URL_SCHEME, scheme));
        String usual = "https".equals(environ.get(Environ.URL_SCHEME)) ? "443" : "80";
        claims.host()
                .ifPresent(
                        host -> {
                            environ.put("HTTP_HOST", text(host.host(), host.port()));
                            environ.put(Environ.SERVER_NAME, host.host());
                            environ.put(Environ.SERVER_PORT, host.port().orElse(usual));
                        });
        claims.port().ifPresent(port -> fixPort(environ, port, port.equals(usual)));
        claims.prefix().ifPresent(prefix -> fixPrefix(environ, prefix));
    }

    private static void fixPort(Map<String, Object> environ, String port, boolean usual) {
        environ.put(Environ.SERVER_PORT, port);
        Environ.header(environ, "Host")
                .flatMap(Node::host)
                .ifPresent(
                        host ->
                                environ.put(
                                        "HTTP_HOST",
                                        text(
                                                host.host(),
                                                usual ? Optional.empty() : Optional.of(port))));
    }

    private static String text(String host, Optional<String> port) {
        return host + port.map(digits -> ":" + digits).orElse("");
    }

    private static void fixPrefix(Map<String, Object> environ, String prefix) {
        String target = String.valueOf(environ.get(Environ.REQUEST_URI));
        if (Environ.pathInfo(environ).equals("*")) {
            return; // About the server as a whole.
        }
        environ.put(
                Environ.SCRIPT_NAME, PercentCoding.decode(prefix) + Environ.scriptName(environ));
        environ.put(Environ.RAW_SCRIPT_NAME, prefix + environ.get(Environ.RAW_SCRIPT_NAME));
        int path = 0;
        if (!target.startsWith("/")) {
            path = target.indexOf("://") + 3;
            while (path < target.length() && "/?".indexOf(target.charAt(path)) < 0) {
                path++;
            }
        }
        boolean none = path == target.length() || target.charAt(path) == '?';
        environ.put(
                Environ.REQUEST_URI,
                target.substring(0, path) + prefix + (none ? "/" : "") + target.substring(path));
    }

    /** Says whom to trust, and what they write. */
    public static final class Builder implements Middleware {
        private final List<Network> proxies = new ArrayList<>();
        private boolean localSockets;
        private XForwarded hops = XForwarded.NONE;
        private int forwarded;
        private boolean removing;

        private Builder() {}

        /**
         * Trusts proxies.
         *
         * @param networks addresses or blocks of them: {@code 127.0.0.1}, {@code 10.0.0.0/8},
         *     {@code 2001:db8::/32}
         * @return this
         * @throws IllegalArgumentException if one is neither
         */
        public Builder trusting(String... networks) {
            for (String network : networks) {
                proxies.add(Network.of(network));
            }
            return this;
        }

        /**
         * Trusts a peer without an address, as a Unix-domain socket has it.
         *
         * @return this
         */
        public Builder trustingLocalSockets() {
            localSockets = true;
            return this;
        }

        /**
         * Uses X-Forwarded-For.
         *
         * @param number of proxies that write it; 0 for none
         * @return this
         */
        public Builder xFor(int number) {
            hops = new XForwarded(number, hops.proto(), hops.host(), hops.port(), hops.prefix());
            return this;
        }

        /**
         * Uses X-Forwarded-Proto.
         *
         * @param number of proxies that write it; 0 for none
         * @return this
         */
        public Builder xProto(int number) {
            hops = new XForwarded(hops.client(), number, hops.host(), hops.port(), hops.prefix());
            return this;
        }

        /**
         * Uses X-Forwarded-Host.
         *
         * @param number of proxies that write it; 0 for none
         * @return this
         */
        public Builder xHost(int number) {
            hops = new XForwarded(hops.client(), hops.proto(), number, hops.port(), hops.prefix());
            return this;
        }

        /**
         * Uses X-Forwarded-Port.
         *
         * @param number of proxies that write it; 0 for none
         * @return this
         */
        public Builder xPort(int number) {
            hops = new XForwarded(hops.client(), hops.proto(), hops.host(), number, hops.prefix());
            return this;
        }

        /**
         * Uses X-Forwarded-Prefix: the path that the proxy has taken away from the front.
         *
         * @param number of proxies that write it; 0 for none
         * @return this
         */
        public Builder xPrefix(int number) {
            hops = new XForwarded(hops.client(), hops.proto(), hops.host(), hops.port(), number);
            return this;
        }

        /**
         * Uses Forwarded: its {@code for}, {@code host} and {@code proto}.
         *
         * @param number of proxies that write it; 0 for none
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        public Builder forwarded(int number) {
            if (number < 0) {
                throw new IllegalArgumentException("a negative number of proxies");
            }
            forwarded = number;
            return this;
        }

        /**
         * Hides from the application the fields that are not used, and all of them where the peer
         * is not trusted, so that nobody further in believes them by mistake.
         *
         * @return this
         */
        public Builder removingUntrusted() {
            removing = true;
            return this;
        }

        /**
         * {@inheritDoc}
         *
         * @throws IllegalArgumentException if nobody is trusted, or both families are to be used
         */
        @Override
        public ProxyFixMiddleware wrap(Application inner) {
            return new ProxyFixMiddleware(inner, this);
        }
    }
}
