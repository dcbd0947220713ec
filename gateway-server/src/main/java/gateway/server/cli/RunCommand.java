package gateway.server.cli;

import gateway.api.Application;
import gateway.server.ApplicationFailedException;
import gateway.server.Gateway;
import gateway.server.Settings;
import gateway.server.http.Limits;
import gateway.server.http.Timeouts;
import gateway.server.net.BindFailedException;
import gateway.server.net.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gateway run}: serves an application until TERM or INT. */
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
            names = "--set",
            paramLabel = "NAME=VALUE",
            description =
                    "A setting for the application, by dotted name; may be repeated. Lifecycle.start and"
                            + " the environ hold it.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--debug",
            description = "Shows a stack trace where starting fails.")
    private boolean debug;

    private final AtomicBoolean stopping = new AtomicBoolean();

    @Override
    public Integer call() throws InterruptedException {
        Settings all = settings();
        Gateway gateway;
        try {
            gateway = start(all);
        } catch (CannotStartException e) {
            System.err.println("gateway: " + e.getMessage());
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
                    Limits.DEFAULT,
                    Timeouts.DEFAULT,
                    Settings.DEFAULT.grace(),
                    settings);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Gateway start(Settings all) throws CannotStartException {
        ApplicationFinder finder = ApplicationFinder.in(classPath);
        Application served =
                application.isPresent() ? finder.named(application.get()) : finder.only();
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
            throw new CannotStartException(String.valueOf(e.getMessage()), e);
        } catch (ApplicationFailedException e) {
            throw new CannotStartException(String.valueOf(e.getMessage()), e.getCause());
        } catch (IOException e) {
            throw new CannotStartException("could not start: " + e, e);
        }
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
