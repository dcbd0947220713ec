package gateway.server.cli;

import gateway.server.ApplicationFailedException;
import gateway.server.Gateway;
import gateway.server.Settings;
import gateway.server.call.Concurrency;
import gateway.server.call.Mount;
import gateway.server.http.HttpSettings;
import gateway.server.http.Limits;
import gateway.server.http.Strictness;
import gateway.server.net.BindFailedException;
import gateway.server.net.Endpoint;

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
import java.util.concurrent.atomic.AtomicBoolean;

/** {@code gateway run}: serves applications until it is told to stop. */
@Command(
        name = "run",
        description = "Serves an application until it is told to stop (TERM, INT).",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:after a graceful stop",
            "1:it could not start; one line says why",
            "2:a word on the command line is not understood"
        })
final class RunCommand implements Callable<Integer> {
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
            paramLabel = "HOST:PORT",
            converter = EndpointConverter.class,
            description =
                    "Where to listen; may be repeated. Port 0 lets the system choose, [::]:PORT and"
                            + " 0.0.0.0:PORT are all addresses. Default: 127.0.0.1:8080.")
    private List<Endpoint> endpoints = new ArrayList<>();

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
            names = "--max-body-size",
            paramLabel = "OCTETS",
            converter = OctetsConverter.class,
            description =
                    "The largest request body, with k, m or g for powers of 1,024; larger ones get 413."
                            + " Default: 1g.")
    private long maxBodySize = Limits.DEFAULT.body();

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

    private final AtomicBoolean stopping = new AtomicBoolean();

    @Override
    public Integer call() throws InterruptedException {
        Settings all = settings();
        Gateway gateway;
        try {
            gateway = start(all);
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

    private Settings settings() {
        try {
            return new Settings(
                    endpoints.isEmpty() ? Settings.DEFAULT.endpoints() : endpoints,
                    Settings.DEFAULT.backlog(),
                    HttpSettings.DEFAULT
                            .with(Limits.DEFAULT.withBody(maxBodySize))
                            .with(new Strictness(refuseOddHeaderNames, refuseEncodedSlash)),
                    concurrency,
                    Settings.DEFAULT.grace(),
                    settings);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private Gateway start(Settings all) throws CannotStartException {
        List<Mount> served = applications(ApplicationFinder.in(classPath));
        try {
            Gateway gateway = Gateway.start(served, all);
            Signals.on("TERM", () -> stop(gateway));
            Signals.on("INT", () -> stop(gateway));
            for (URI uri : gateway.uris()) {
                System.err.println(
                        "Listening at: http://"
                                + uri.getAuthority()
                                + " (pid "
                                + ProcessHandle.current().pid()
                                + ")");
            }
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

    /** The first signal lets running requests finish, a second one cuts them off. */
    private void stop(Gateway gateway) {
        if (stopping.compareAndSet(false, true)) {
            gateway.close();
        } else {
            gateway.abort();
        }
    }
}
