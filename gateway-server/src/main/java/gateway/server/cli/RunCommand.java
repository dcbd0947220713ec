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

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code gateway run}: serves applications until it is told to stop. */
@Command(
        name = "run",
        description = "Serves an application until it is told to stop (TERM, INT).",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        modelTransformer = RunGroups.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:after a graceful stop",
            "1:it could not start; one line says why",
            "2:a word on the command line is not understood, or a file for TLS cannot be used"
        })
final class RunCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "APPLICATION",
            description =
                    "Class that implements gateway.api.Application. Default: the only one named in a"
                            + " META-INF/services file on the class path.")
    private Optional<String> application = Optional.empty();

    @Option(
            names = "--bind",
            paramLabel = "[proxy:][tls:]ENDPOINT",
            converter = BindConverter.class,
            description =
                    "Where to listen; may be repeated: HOST:PORT, unix:PATH, or systemd for the socket"
                            + " that systemd has passed. Port 0 lets the system choose, 0.0.0.0:PORT is"
                            + " all IPv4 addresses, [::]:PORT all addresses of both kinds. Under TLS with"
                            + " tls: before it. With proxy: before all of it, connections begin with a"
                            + " PROXY protocol header, version 1 or 2. Default: 127.0.0.1:8080.")
    private List<Bind> binds = new ArrayList<>();

    @Option(
            names = "--proxy-from",
            paramLabel = "CIDR",
            split = ",",
            description =
                    "Whose PROXY protocol headers are believed at --bind proxy:…: blocks of addresses,"
                            + " and unix for peers over Unix-domain sockets. All others are closed.")
    private List<String> proxyPeers = new ArrayList<>();

    @ArgGroup(validate = false, heading = "%nTLS, at --bind tls:…:%n", order = 0)
    private TlsOptions tlsOptions = new TlsOptions();

    @Option(
            names = "--classpath",
            paramLabel = "PATHS",
            description =
                    "Jars and folders of classes to look in, separated by the system's path separator;"
                            + " FOLDER/* is all jars of a folder.")
    private String classPath = "";

    @Option(
            names = "--mount",
            paramLabel = "/PREFIX[=CLASS]",
            description =
                    "Serves an application below a path prefix; may be repeated, the longest prefix that"
                            + " matches wins. Without CLASS it is the one that is found. APPLICATION, if"
                            + " named too, answers the other paths; without it they are 404.")
    private List<String> mounts = new ArrayList<>();

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            parameterConsumer = SettingConsumer.class,
            description =
                    "A setting for the applications, by dotted name; may be repeated. Lifecycle.start and"
                            + " the environ hold it.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--concurrency",
            paramLabel = "virtual|pool:N|serial",
            converter = ConcurrencyConverter.class,
            description =
                    "How requests run: each on a virtual thread, on N platform threads, or one at a time."
                            + " Default: virtual.")
    private Concurrency concurrency = new Concurrency.Virtual();

    @Option(
            names = "--refuse-odd-header-names",
            description =
                    "Answers 400 to header names with anything but letters, digits and -, which are"
                            + " otherwise dropped.")
    private boolean refuseOddHeaderNames;

    @Option(
            names = "--refuse-encoded-slash",
            description = "Answers 400 to %%2F and %%5C in paths, which are otherwise decoded.")
    private boolean refuseEncodedSlash;

    @Option(names = "--debug", description = "Shows a stack trace where starting fails.")
    private boolean debug;

    @Override
    public Integer call() throws InterruptedException {
        Gateway gateway;
        try {
            gateway = start(settings());
        } catch (TlsFileException e) {
            System.err.println("gateway: " + tlsOptions.naming(e.file()) + " " + e.getMessage());
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
                            new Strictness(refuseOddHeaderNames, refuseEncodedSlash)),
                    concurrency,
                    AdmissionOptions.grace(spec),
                    settings);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private List<Binding> bindings(Timeouts timeouts) throws TlsFileException {
        if (binds.stream().noneMatch(Bind::proxied) && !proxyPeers.isEmpty()) {
            throw new IllegalArgumentException("--proxy-from is of no use without --bind proxy:…");
        }
        requireOneInherited();
        Optional<Tls> tls = tls();
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

    private void requireOneInherited() {
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
            LOG.warn("systemd has passed a socket that nobody serves: --bind systemd does");
        }
    }

    private Optional<Tls> tls() throws TlsFileException {
        if (binds.stream().noneMatch(Bind::tls)) {
            tlsOptions.settings(); // A slip is told, whether it matters or not.
            Signals.on("HUP", () -> LOG.info("HUP: there is nothing to reload"));
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
        List<Mount> served = applications(ApplicationFinder.in(classPath));
        try {
            Optional<ServiceNotifier> systemd = systemd();
            Stop stop = Stop.onSignals(() -> systemd.ifPresent(RunCommand::tellStopping));
            Gateway gateway = Gateway.start(served, all);
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

    private List<Mount> applications(ApplicationFinder finder) throws CannotStartException {
        List<Mount> found = new ArrayList<>();
        for (String mount : mounts) {
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
        if (application.isPresent()) {
            found.add(new Mount("", finder.named(application.get())));
        } else if (found.isEmpty()) {
            found.add(new Mount("", finder.only()));
        }
        return found;
    }

    private static Optional<ServiceNotifier> systemd() {
        try {
            return ServiceNotifier.from(System.getenv());
        } catch (IllegalArgumentException e) {
            LOG.warn("NOTIFY_SOCKET: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static void tellReady(ServiceNotifier notifier, List<URI> uris) {
        try {
            notifier.ready("Listening at: " + uris);
        } catch (IOException e) {
            LOG.warn("systemd cannot be told that the service is ready: {}", e.getMessage());
        }
    }

    private static void tellStopping(ServiceNotifier notifier) {
        try {
            notifier.stopping();
        } catch (IOException e) {
            LOG.warn("systemd cannot be told that the service stops: {}", e.getMessage());
        }
    }
}
