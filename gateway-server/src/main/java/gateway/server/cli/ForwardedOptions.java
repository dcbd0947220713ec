package gateway.server.cli;

import gateway.api.Application;
import gateway.api.StartResponse;
import gateway.server.call.Surrounded;
import gateway.toolkit.ForwardingApplication;
import gateway.toolkit.proxy.ProxyFixMiddleware;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

import java.util.List;
import java.util.Map;

/**
 * The options for what HTTP proxies in front say of the client and of the URL that it asked for.
 */
final class ForwardedOptions {
    private static final String UNIX = "unix";

    private static final List<String> FIELDS =
            List.of("for", "proto", "host", "port", "prefix", "forwarded");

    private static final Option<String> FROM =
            Option.listed(
                    "--forwarded-from",
                    "CIDR",
                    word -> word,
                    "HTTP proxies whose X-Forwarded-For and X-Forwarded-Proto are believed: blocks of"
                            + " addresses, and unix for peers over Unix-domain sockets. Applications"
                            + " then see the client and the scheme that the proxy saw. What is not"
                            + " believed is hidden from them. Default: nobody, nothing hidden.");

    private static final Option<String> WHICH =
            Option.listed(
                    "--forwarded-fields",
                    "FIELD",
                    new Choice<>(FIELDS, FIELDS),
                    "What is believed of them: for, proto, host, port and prefix of X-Forwarded-*, or"
                            + " forwarded alone, the field of RFC 7239. The proxy must set each of"
                            + " them. Default: for,proto.");

    private ForwardedOptions() {}

    static Section section() {
        return Section.of("Behind HTTP proxies", List.of(FROM, WHICH));
    }

    /**
     * The application as it is, or behind a middleware that believes the proxies.
     *
     * @throws ParameterException if the options do not go together
     */
    static Application applied(Application application, CommandSpec spec) {
        List<String> from = FROM.allIn(spec);
        List<String> fields = WHICH.allIn(spec);
        try {
            if (from.isEmpty() && fields.isEmpty()) {
                return application;
            }
            if (from.isEmpty()) {
                throw new IllegalArgumentException(
                        WHICH.name() + " is of no use without " + FROM.name());
            }
            ProxyFixMiddleware.Builder builder = ProxyFixMiddleware.builder().removingUntrusted();
            for (String word : from) {
                if (word.equals(UNIX)) {
                    builder.trustingLocalSockets();
                } else {
                    builder.trusting(word);
                }
            }
            fields.forEach(field -> believe(field, builder));
            return new BehindProxies(builder.wrap(application), application);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), FROM.name() + ": " + e.getMessage(), e);
        }
    }

    private static void believe(String field, ProxyFixMiddleware.Builder builder) {
        switch (field) {
            case "for" -> builder.xFor(1);
            case "proto" -> builder.xProto(1);
            case "host" -> builder.xHost(1);
            case "port" -> builder.xPort(1);
            case "prefix" -> builder.xPrefix(1);
            default -> builder.forwarded(1);
        }
    }

    /** Starts and stops what it surrounds. */
    private static final class BehindProxies extends ForwardingApplication implements Surrounded {
        private final Application outer;

        BehindProxies(Application outer, Application innermost) {
            super(innermost);
            this.outer = outer;
        }

        @Override
        public Application innermost() {
            return inner();
        }

        @Override
        public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
                throws Exception {
            return outer.call(environ, startResponse);
        }
    }
}
