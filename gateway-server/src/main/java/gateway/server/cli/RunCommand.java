package gateway.server.cli;

import gateway.server.ApplicationFailedException;
import gateway.server.Gateway;
import gateway.server.Settings;
import gateway.server.call.Concurrency;
import gateway.server.call.Mount;
import gateway.server.http.HttpSettings;
import gateway.server.http.Strictness;
import gateway.server.http.Timeouts;
import gateway.server.net.BindFailedException;
import gateway.server.net.Binding;
import gateway.server.net.Endpoint;
import gateway.server.net.Tls;
import gateway.server.systemd.ServiceNotifier;
import gateway.server.systemd.SocketActivation;
import gateway.server.tls.ServedFiles;
import gateway.server.tls.TlsFileException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * {@code gateway run}: serves applications until it is told to stop. What else can be served, other
 * commands say.
 */
final class RunCommand implements Callable<Integer> {
    private static final Map<String, String> EXIT_CODES =
            new TreeMap<>(
                    Map.of(
                            "0", "after a graceful stop",
                            "1", "it could not start; one line says why",
                            "2",
                                    "a word on the command line is not understood, or a file for TLS"
                                            + " cannot be used"));

    private static final Option<Bind> BINDS =
            Option.repeated(
                    "--bind",
                    "[proxy:][tls:]ENDPOINT",
                    Bind::parse,
                    "Where to listen; may be repeated: HOST:PORT, unix:PATH, or systemd for the socket"
                            + " that systemd has passed. Port 0 lets the system choose, 0.0.0.0:PORT is"
                            + " all IPv4 addresses, [::]:PORT all addresses of both kinds. Under TLS with"
                            + " tls: before it. With proxy: before all of it, connections begin with a"
                            + " PROXY protocol header, version 1 or 2. Default: 127.0.0.1:8080.");

    private static final Option<String> PROXY_PEERS =
            Option.listed(
                    "--proxy-from",
                    "CIDR",
                    word -> word,
                    "Whose PROXY protocol headers are believed at --bind proxy:…: blocks of addresses,"
                            + " and unix for peers over Unix-domain sockets. All others are closed.");

    private static final Option<String> CLASS_PATH =
            Option.once(
                    "--classpath",
                    "PATHS",
                    word -> word,
                    "Jars and folders of classes to look in, separated by the system's path separator;"
                            + " FOLDER/* is all jars of a folder.");

    private static final Option<String> MOUNTS =
            Option.repeated(
                    "--mount",
                    "/PREFIX[=CLASS]",
                    word -> word,
                    "Serves an application below a path prefix; may be repeated, the longest prefix that"
                            + " matches wins. Without CLASS it is the one that is found. APPLICATION, if"
                            + " named too, answers the other paths; without it they are 404.");

    private static final Option<Concurrency> CONCURRENCY =
            Option.once(
                    "--concurrency",
                    "virtual|pool:N|serial",
                    Concurrency::parse,
                    "How requests run: each on a virtual thread, on N platform threads, or one at a time."
                            + " Default: virtual.");

    private static final Option<Boolean> REFUSE_ODD_HEADER_NAMES =
            Option.flag(
                    "--refuse-odd-header-names",
                    "Answers 400 to header names with anything but letters, digits and -, which are"
                            + " otherwise dropped.");

    private static final Option<Boolean> REFUSE_ENCODED_SLASH =
            Option.flag(
                    "--refuse-encoded-slash",
                    "Answers 400 to %%2F and %%5C in paths, which are otherwise decoded.");

    private static final Option<Boolean> DEBUG =
            Option.flag("--debug", "Shows a stack trace where starting fails.");

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

    private final Served served;

    private RunCommand(Served served) {
        this.served = served;
    }

    static CommandSpec spec() {
        CommandSpec spec =
                serving(
                        "run",
                        "Serves an application until it is told to stop (TERM, INT).",
                        RunCommand::applications,
                        CLASS_PATH.spec(),
                        MOUNTS.spec(),
                        SettingOption.spec());
        return spec.addPositional(
                PositionalParamSpec.builder()
                        .arity("0..1")
                        .paramLabel("APPLICATION")
                        .type(String.class)
                        .description(
                                "Class that implements gateway.api.Application. Default: the only one"
                                        + " named in a META-INF/services file on the class path.")
                        .build());
    }

    /**
     * A command that serves something, with all options that hold whatever it is.
     *
     * @param own options that say what it is
     */
    static CommandSpec serving(String name, String text, Served served, OptionSpec... own) {
        CommandSpec spec = new RunCommand(served).spec.name(name);
        spec.usageMessage()
                .description(text)
                .sortOptions(false)
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(EXIT_CODES);
        spec.addOption(BINDS.spec());
        spec.addOption(PROXY_PEERS.spec());
        spec.addArgGroup(TlsOptions.group(0));
        for (OptionSpec option : own) {
            spec.addOption(option);
        }
        spec.addOption(CONCURRENCY.spec());
        spec.addOption(REFUSE_ODD_HEADER_NAMES.spec());
        spec.addOption(REFUSE_ENCODED_SLASH.spec());
        spec.addOption(DEBUG.spec());
        HelpOptions.addTo(spec);
        return spec.addArgGroup(AdmissionOptions.group(1))
                .addArgGroup(LimitOptions.group(2))
                .addArgGroup(TimeoutOptions.group(3));
    }

    /** Not made with the class, which is there before the first logger is. */
    private static Logger log() {
        return LoggerFactory.getLogger(RunCommand.class);
    }

    @Override
    public Integer call() throws InterruptedException {
        SimpleLog.await();
        boolean debug = DEBUG.in(spec).orElse(false);
        Gateway gateway;
        try {
            gateway = start(settings());
        } catch (TlsFileException e) {
            System.err.println(
                    "gateway: " + TlsOptions.in(spec).naming(e.file()) + " " + e.getMessage());
            return 2;
        } catch (CannotStartException e) {
            System.err.println("gateway: " + e.line(debug));
            if (debug && e.getCause() != null) {
                e.getCause().printStackTrace();
            }
            return 1;
        }
        gateway.awaitStop();
        return 0;
    }

    private Settings settings() throws TlsFileException {
        try {
            Timeouts timeouts = TimeoutOptions.timeouts(spec);
            return new Settings(
                    bindings(timeouts),
                    AdmissionOptions.admission(spec),
                    new HttpSettings(
                            LimitOptions.limits(spec),
                            timeouts,
                            new Strictness(
                                    REFUSE_ODD_HEADER_NAMES.in(spec).orElse(false),
                                    REFUSE_ENCODED_SLASH.in(spec).orElse(false))),
                    CONCURRENCY.in(spec).orElseGet(Concurrency.Virtual::new),
                    AdmissionOptions.grace(spec),
                    SettingOption.in(spec));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private List<Binding> bindings(Timeouts timeouts) throws TlsFileException {
        List<Bind> binds = BINDS.allIn(spec);
        List<String> proxyPeers = PROXY_PEERS.allIn(spec);
        if (binds.stream().noneMatch(Bind::proxied) && !proxyPeers.isEmpty()) {
            throw new IllegalArgumentException("--proxy-from is of no use without --bind proxy:…");
        }
        requireOneInherited(binds);
        Optional<Tls> tls = tls(binds);
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

    private static void requireOneInherited(List<Bind> binds) {
        long wanted =
                binds.stream()
                        .filter(bind -> bind.endpoint() instanceof Endpoint.Inherited)
                        .count();
        if (wanted > 1) {
            throw new IllegalArgumentException(
                    "--bind systemd: there is one such socket, and it is served once");
        }
        long pid = ProcessHandle.current().pid();
        if (wanted == 1) {
            SocketActivation.requireOneSocket(System.getenv(), pid);
        } else if (SocketActivation.hasSocket(System.getenv(), pid)) {
            log().warn("systemd has passed a socket that nobody serves: --bind systemd does");
        }
    }

    private Optional<Tls> tls(List<Bind> binds) throws TlsFileException {
        TlsOptions tlsOptions = TlsOptions.in(spec);
        if (binds.stream().noneMatch(Bind::tls)) {
            tlsOptions.settings(); // A slip is told, whether it matters or not.
            Signals.on("HUP", () -> log().info("HUP: there is nothing to reload"));
            if (tlsOptions.nameFiles()) {
                throw new IllegalArgumentException(
                        "there are files for TLS, but no --bind tls:HOST:PORT");
            }
            return Optional.empty();
        }
        ServedFiles files = tlsOptions.open();
        Signals.on("HUP", files::reload);
        return Optional.of(files.tls(tlsOptions.settings()));
    }

    private Gateway start(Settings all) throws CannotStartException {
        List<Mount> mounts = served.in(spec);
        try {
            Optional<ServiceNotifier> systemd = systemd();
            Stop stop = Stop.onSignals(() -> systemd.ifPresent(RunCommand::tellStopping));
            Gateway gateway = Gateway.start(mounts, all);
            for (URI uri : gateway.uris()) {
                System.err.println(
                        "Listening at: "
                                + (uri.getHost() == null
                                        ? uri
                                        : uri.getScheme() + "://" + uri.getAuthority())
                                + " (pid "
                                + ProcessHandle.current().pid()
                                + ")");
            }
            systemd.ifPresent(notifier -> tellReady(notifier, gateway.uris()));
            stop.started(gateway);
            return gateway;
        } catch (BindFailedException e) {
            throw new CannotStartException(String.valueOf(e.getMessage()));
        } catch (ApplicationFailedException e) {
            throw new CannotStartException("the application could not start", e.getCause());
        } catch (IOException e) {
            throw new CannotStartException("could not start", e);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static List<Mount> applications(CommandSpec spec) throws CannotStartException {
        ApplicationFinder finder = ApplicationFinder.in(CLASS_PATH.in(spec).orElse(""));
        List<Mount> found = new ArrayList<>();
        for (String mount : MOUNTS.allIn(spec)) {
            int equals = mount.indexOf('=');
            String prefix = equals < 0 ? mount : mount.substring(0, equals);
            try {
                found.add(
                        new Mount(
                                prefix,
                                equals < 0
                                        ? finder.only()
                                        : finder.named(mount.substring(equals + 1))));
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "--mount: " + e.getMessage(), e);
            }
        }
        String application = spec.positionalParameters().getFirst().getValue();
        if (application != null) {
            found.add(new Mount("", finder.named(application)));
        } else if (found.isEmpty()) {
            found.add(new Mount("", finder.only()));
        }
        return found;
    }

    private static Optional<ServiceNotifier> systemd() {
        try {
            return ServiceNotifier.from(System.getenv());
        } catch (IllegalArgumentException e) {
            log().warn("NOTIFY_SOCKET: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static void tellReady(ServiceNotifier notifier, List<URI> uris) {
        try {
            notifier.ready("Listening at: " + uris);
        } catch (IOException e) {
            log().warn("systemd cannot be told that the service is ready: {}", e.getMessage());
        }
    }

    private static void tellStopping(ServiceNotifier notifier) {
        try {
            notifier.stopping();
        } catch (IOException e) {
            log().warn("systemd cannot be told that the service stops: {}", e.getMessage());
        }
    }
}
