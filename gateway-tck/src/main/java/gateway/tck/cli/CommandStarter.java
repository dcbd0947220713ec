package gateway.tck.cli;

import gateway.api.Application;
import gateway.tck.http.Patience;
import gateway.tck.http.Place;
import gateway.tck.probe.Fate;
import gateway.tck.probe.Offers;
import gateway.tck.probe.Probe;
import gateway.tck.subject.Capability;
import gateway.tck.subject.Certificate;
import gateway.tck.subject.Options;
import gateway.tck.subject.Starter;
import gateway.tck.subject.Subject;
import gateway.tck.subject.Variant;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Starts servers by a command, each on a port of its own. */
final class CommandStarter implements Starter {
    private static final int LIMIT = 1 << 20;
    private static final int GRACE = 2;

    private final Arguments arguments;
    private final Path probe;
    private final Certificate certificate = new Certificate();
    private Optional<Set<Capability>> claimed;

    CommandStarter(Arguments arguments, Path probe) {
        this.arguments = arguments;
        this.probe = probe;
        this.claimed = arguments.claimed();
    }

    @Override
    public Optional<Subject> start(Application application, Variant variant) throws IOException {
        boolean mounts = variant == Variant.MOUNTED && Words.have(arguments.command(), "mount");
        List<String> more = arguments.variants().get(variant);
        if (variant != Variant.PLAIN && !mounts && more == null) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>(arguments.command());
        if (more != null) {
            words.addAll(more);
        }
        int port = freePort();
        Map<String, String> values = new HashMap<>();
        values.put("port", Integer.toString(port));
        values.put("probe", probe.toString());
        values.put("mount", variant.mount());
        values.put("limit", Integer.toString(LIMIT));
        values.put("grace", Integer.toString(GRACE));
        Place place = Place.plain(address(variant, port));
        if (variant == Variant.SECURE) {
            int secure = freePort();
            values.put("tls", Integer.toString(secure));
            values.put("certificate", certificate.file().toString());
            values.put("key", certificate.key().toString());
            place = Place.secure(address(variant, secure), certificate.trusting());
        }
        Fate fate = application instanceof Probe own ? own.fate() : Fate.GOOD;
        CommandServer server =
                CommandServer.start(
                        Words.fill(words, values),
                        Map.of(
                                Probe.REFUSAL, fate.refusal(),
                                Probe.FAILURE, fate.failure(),
                                Patience.VARIABLE, Long.toString(Patience.limit().toSeconds())),
                        place,
                        Options.DEFAULT);
        server.describe(options(server, variant));
        return Optional.of(server);
    }

    /** What the server offers is found out once, of the first that runs. */
    private Options options(CommandServer server, Variant variant) throws IOException {
        if (claimed.isEmpty()) {
            claimed = Optional.of(Offers.of(server));
        }
        Options options =
                Options.DEFAULT
                        .claiming(claimed.orElse(Set.of()))
                        .running(variant == Variant.SERIAL ? 1 : arguments.parallel());
        if (Words.have(arguments.command(), "limit")) {
            options = options.limiting(LIMIT);
        }
        if (Words.have(arguments.command(), "grace")) {
            return options.waiting(Duration.ofSeconds(GRACE));
        }
        return arguments.grace().isPresent()
                ? options.waiting(Duration.ofSeconds(arguments.grace().get()))
                : options;
    }

    private static InetSocketAddress address(Variant variant, int port) {
        return new InetSocketAddress(variant == Variant.IPV6 ? "::1" : "127.0.0.1", port);
    }

    /** Free a moment ago; servers that start at once afterwards get it. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
