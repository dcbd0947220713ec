package gateway.server.cli;

import gateway.server.Settings;
import gateway.server.http.Timeouts;
import gateway.server.net.Binding;
import gateway.server.net.Endpoint;
import gateway.server.net.Tls;
import gateway.server.systemd.SocketActivation;

import org.slf4j.LoggerFactory;

import picocli.CommandLine.Model.CommandSpec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options for where a server listens. */
final class ListenOptions {
    private static final Option<Bind> BINDS =
            Option.repeated(
                    "--bind",
                    "[proxy:][tls:]ENDPOINT",
                    Bind::parse,
                    "Where to listen; may be repeated: HOST:PORT, unix:PATH, or systemd for the socket"
                            + " that systemd has passed. Port 0 lets the system choose, 0.0.0.0:PORT is"
                            + " all IPv4 addresses, [::]:PORT all addresses of both kinds. Under TLS with"
                            + " tls: before it. With proxy: before all of it, connections begin with a"
                            + " PROXY protocol header, version 1 or 2. If nothing is said and the"
                            + " variable PORT is there: all addresses at that port. Default:"
                            + " 127.0.0.1:8080.");

    private static final Option<String> PROXY_PEERS =
            Option.listed(
                    "--proxy-from",
                    "CIDR",
                    word -> word,
                    "Whose PROXY protocol headers are believed at --bind proxy:…: blocks of addresses,"
                            + " and unix for peers over Unix-domain sockets. All others are closed.");

    private ListenOptions() {}

    static Section section() {
        return Section.of("Where to listen", List.of(BINDS, PROXY_PEERS));
    }

    /** Whether TLS is spoken somewhere. */
    static boolean underTls(CommandSpec spec) {
        return BINDS.allIn(spec).stream().anyMatch(Bind::tls);
    }

    /**
     * Where to listen.
     *
     * @param tls there if {@link #underTls}
     * @throws IllegalArgumentException if the options do not go together
     */
    static List<Binding> bindings(CommandSpec spec, Timeouts timeouts, Optional<Tls> tls) {
        List<Bind> binds = BINDS.allIn(spec);
        List<String> proxyPeers = PROXY_PEERS.allIn(spec);
        if (binds.stream().noneMatch(Bind::proxied) && !proxyPeers.isEmpty()) {
            throw new IllegalArgumentException("--proxy-from is of no use without --bind proxy:…");
        }
        if (inherited(binds) > 1) {
            throw new IllegalArgumentException(
                    "--bind systemd: there is one such socket, and it is served once");
        }
        List<Binding> bindings = new ArrayList<>();
        for (Bind bind : binds) {
            Binding binding =
                    AdmissionOptions.named(
                            new Binding(bind.endpoint(), bind.tls() ? tls : Optional.empty()),
                            spec);
            bindings.add(
                    bind.proxied()
                            ? binding.behind(ProxyPeers.parse(proxyPeers, timeouts.firstOctet()))
                            : binding);
        }
        if (bindings.isEmpty()) {
            for (Binding usual : Settings.DEFAULT.bindings()) {
                bindings.add(AdmissionOptions.named(usual, spec));
            }
        }
        return bindings;
    }

    private static long inherited(List<Bind> binds) {
        return binds.stream().filter(bind -> bind.endpoint() instanceof Endpoint.Inherited).count();
    }

    /**
     * Looks whether what systemd has passed is what is wanted.
     *
     * @throws IllegalArgumentException if it is not
     */
    static void requireSocket(CommandSpec spec, Map<String, String> environment) {
        long pid = ProcessHandle.current().pid();
        if (inherited(BINDS.allIn(spec)) > 0) {
            SocketActivation.requireOneSocket(environment, pid);
        } else if (SocketActivation.hasSocket(environment, pid)) {
            LoggerFactory.getLogger(ListenOptions.class)
                    .warn("systemd has passed a socket that nobody serves: --bind systemd does");
        }
    }
}
