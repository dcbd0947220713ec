package gateway.conformance;

import gateway.api.Application;
import gateway.server.Gateway;
import gateway.server.call.Concurrency;
import gateway.server.http.Limit;
import gateway.server.http.Limits;
import gateway.server.http.Strictness;
import gateway.server.net.TlsSettings;
import gateway.server.tls.TlsFiles;
import gateway.tck.GatewayTck;
import gateway.tck.http.Place;
import gateway.tck.subject.Capability;
import gateway.tck.subject.Certificate;
import gateway.tck.subject.Options;
import gateway.tck.subject.ServerUnderTest;
import gateway.tck.subject.Subject;
import gateway.tck.subject.Variant;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;

/** The kit against the container, over sockets. */
class GatewayServerTck extends GatewayTck {
    /** One thread more, for requests that watch the others. */
    private static final int POOL = 8;

    private static final long BODY_LIMIT = 1 << 20;
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Certificate certificate = new Certificate();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final PrintStream standardError = System.err;

    /** What the server logs goes to standard error, and from there to the cases. */
    @BeforeAll
    void takeLog() {
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterAll
    void giveBackLog() {
        System.setErr(standardError);
    }

    @Override
    protected Subject start(Application application) throws Exception {
        return start(
                Gateway.serving(application).on("127.0.0.1", 0),
                "127.0.0.1",
                false,
                Options.DEFAULT.running(501));
    }

    @Override
    protected Optional<Subject> start(Application application, Variant variant) throws Exception {
        Gateway.Builder builder = Gateway.serving(application);
        String host = variant == Variant.IPV6 ? "::1" : "127.0.0.1";
        if (variant == Variant.IPV6 && !Ipv6.isHere()) {
            return Optional.empty();
        }
        switch (variant) {
            case PLAIN, IPV6 -> {}
            case SECURE ->
                    builder.onTls(
                            host,
                            0,
                            TlsFiles.of(certificate.file(), certificate.key())
                                    .load(TlsSettings.DEFAULT));
            case MOUNTED -> builder.mountedAt(variant.mount());
            case POOL -> builder.concurrency(new Concurrency.Pool(POOL + 1));
            case SERIAL -> builder.concurrency(new Concurrency.Serial());
            case REFUSING_ENCODED_SLASHES -> builder.strictness(new Strictness(false, true));
            case REFUSING_ODD_NAMES -> builder.strictness(new Strictness(true, false));
            case CONFIGURED -> builder.set("tck.colour", "blue");
        }
        int parallel =
                switch (variant) {
                    case SERIAL -> 1;
                    case POOL -> POOL;
                    default -> 501;
                };
        if (variant != Variant.SECURE) {
            builder.on(host, 0);
        }
        Options options = Options.DEFAULT.running(parallel);
        return Optional.of(start(builder, host, variant == Variant.SECURE, options));
    }

    private Subject start(Gateway.Builder builder, String host, boolean secure, Options options)
            throws Exception {
        Gateway gateway =
                builder.limits(Limits.DEFAULT.with(Limit.BODY, BODY_LIMIT)).grace(GRACE).start();
        InetSocketAddress address = new InetSocketAddress(host, gateway.uri().getPort());
        return new ServerUnderTest(
                secure ? Place.secure(address, certificate.trusting()) : Place.plain(address),
                options.claiming(EnumSet.allOf(Capability.class))
                        .limiting(BODY_LIMIT)
                        .waiting(GRACE)
                        .logging(() -> log.toString(StandardCharsets.UTF_8)),
                gateway);
    }
}
