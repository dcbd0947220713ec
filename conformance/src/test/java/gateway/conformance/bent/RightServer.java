package gateway.conformance.bent;

import gateway.api.Application;
import gateway.conformance.Ipv6;
import gateway.server.Gateway;
import gateway.server.call.Concurrency;
import gateway.server.http.Limits;
import gateway.server.http.Strictness;
import gateway.tck.mock.InProcess;
import gateway.tck.subject.Capability;
import gateway.tck.subject.Options;
import gateway.tck.subject.ServerUnderTest;
import gateway.tck.subject.Starter;
import gateway.tck.subject.Subject;
import gateway.tck.subject.Variant;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;

/**
 * The server that gets bent: it passes every case and claims everything. The kit's own server
 * stands in for it under TLS.
 */
final class RightServer implements Starter {
    /** What it says its limit for request bodies is, in octets. */
    static final long BODY_LIMIT = 1 << 20;

    /** How long it says it waits for running requests when it is stopped. */
    static final Duration GRACE = Duration.ofSeconds(1);

    static final Limits LIMITS = Limits.DEFAULT.withBody(BODY_LIMIT);

    private final Limits limits;
    private final Duration grace;

    RightServer() {
        this(LIMITS, GRACE);
    }

    /** One that does otherwise. */
    RightServer(Limits limits, Duration grace) {
        this.limits = limits;
        this.grace = grace;
    }

    @Override
    public Optional<Subject> start(Application probe, Variant variant) throws Exception {
        if (variant == Variant.IPV6 && !Ipv6.isHere()) {
            return Optional.empty();
        }
        if (variant == Variant.SECURE) {
            return Optional.of(InProcess.start(probe, variant));
        }
        String host = variant == Variant.IPV6 ? "::1" : "127.0.0.1";
        LogTap log = LogTap.begin();
        Gateway.Builder builder =
                Gateway.serving(probe)
                        .on(host, 0)
                        .limits(limits)
                        .grace(grace)
                        .mountedAt(variant.mount());
        switch (variant) {
            case PLAIN, MOUNTED, IPV6, SECURE -> {}
            case POOL -> builder.concurrency(new Concurrency.Pool(80));
            case SERIAL -> builder.concurrency(new Concurrency.Serial());
            case REFUSING_ENCODED_SLASHES -> builder.strictness(new Strictness(false, true));
            case REFUSING_ODD_NAMES -> builder.strictness(new Strictness(true, false));
            case CONFIGURED -> builder.set("tck.colour", "blue");
        }
        Options options =
                Options.DEFAULT
                        .claiming(EnumSet.allOf(Capability.class))
                        .limiting(BODY_LIMIT)
                        .logging(log::text)
                        .waiting(GRACE)
                        .running(variant == Variant.SERIAL ? 1 : 64);
        Gateway gateway = builder.start();
        return Optional.of(new ServerUnderTest(host, gateway.uri().getPort(), options, gateway));
    }
}
