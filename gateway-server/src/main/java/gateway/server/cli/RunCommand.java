package gateway.server.cli;

import gateway.server.ApplicationFailedException;
import gateway.server.Gateway;
import gateway.server.Observers;
import gateway.server.Settings;
import gateway.server.call.Mount;
import gateway.server.http.HttpSettings;
import gateway.server.http.Timeouts;
import gateway.server.net.BindFailedException;
import gateway.server.net.Tls;
import gateway.server.ops.Operations;
import gateway.server.ops.OpsSettings;
import gateway.server.tls.ServedFiles;
import gateway.server.tls.TlsFileException;

import org.slf4j.LoggerFactory;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
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
                            "1",
                                    "it could not start, one line says why; or a second signal left an"
                                            + " application behind",
                            "2",
                                    "a word, a variable or a line of the file is not understood, or a"
                                            + " file for TLS cannot be used"));

    private static final Option<Boolean> CHECK =
            Option.flag(
                    "--check-config",
                    "Looks whether all is in order, files and applications included, and does not"
                            + " start.");

    private static final Option<Boolean> PRINT =
            Option.flag(
                    "--print-config",
                    "Prints each option with its value and where that is from, and does not start.");

    private static final Option<Boolean> DEBUG =
            Option.flag(
                    "--debug",
                    "Shows the stack trace of what kept it from starting, if there is one.");

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    private final List<Runnable> reloads = new ArrayList<>();
    private final Served served;
    private final Map<String, String> environment;

    private RunCommand(Served served, Map<String, String> environment) {
        this.served = served;
        this.environment = environment;
    }

    /**
     * A model of the command.
     *
     * @param environment of the process
     */
    static CommandSpec spec(Map<String, String> environment) {
        return spec(environment, true);
    }

    /**
     * A model of the command.
     *
     * @param explained whether its help may be seen; if not, a start takes some 8 ms less
     */
    static CommandSpec spec(Map<String, String> environment, boolean explained) {
        return serving(
                        "run",
                        "Serves applications until it is told to stop (TERM, or quickly INT).",
                        ApplicationOptions::mounts,
                        environment,
                        explained,
                        ApplicationOptions.specs())
                .addPositional(ApplicationOptions.word());
    }

    /**
     * A command that serves something, with all options that hold whatever it is.
     *
     * @param explained whether its help may be seen
     * @param own options that say what it is
     */
    static CommandSpec serving(
            String name,
            String text,
            Served served,
            Map<String, String> environment,
            boolean explained,
            OptionSpec... own) {
        CommandSpec spec = new RunCommand(served, environment).spec.name(name);
        spec.versionProvider(new Version())
                .usageMessage()
                .description(text)
                .abbreviateSynopsis(true)
                .sortOptions(false)
                .footer(Configuration.HELP)
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(EXIT_CODES);
        List<Section> sections =
                List.of(
                        new Section("What to serve", List.of(own)),
                        ListenOptions.section(),
                        TlsOptions.section(),
                        ForwardedOptions.section(),
                        AdmissionOptions.section(),
                        RequestOptions.section(),
                        LimitOptions.section(),
                        TimeoutOptions.section(),
                        OpsOptions.section(),
                        Section.of(
                                "Configuration and process",
                                List.of(Configuration.FILE, CHECK, PRINT, PidFile.OPTION, DEBUG)),
                        HelpOptions.section());
        for (int i = 0; i < sections.size(); i++) {
            if (explained) {
                sections.get(i).addTo(spec, i);
            } else {
                sections.get(i).addPlainlyTo(spec);
            }
        }
        return spec;
    }

    @Override
    public Integer call() throws InterruptedException {
        SimpleLog.await();
        Configuration configuration = Configuration.complete(spec, environment);
        boolean checks = CHECK.in(spec).orElse(false);
        boolean prints = PRINT.in(spec).orElse(false);
        boolean debug = DEBUG.in(spec).orElse(false);
        if (prints) {
            print(configuration.table());
        }
        if (prints && !checks) {
            return 0;
        }
        try {
            Settings settings = settings();
            OpsSettings ops = ops();
            if (checks) {
                served.in(spec);
                print("The configuration is in order." + System.lineSeparator());
                return 0;
            }
            configuration.file().ifPresent(file -> reloads.add(file::compare));
            return serve(settings, ops, configuration);
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
    }

    private void print(String text) {
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
    }

    private Settings settings() throws TlsFileException {
        try {
            Timeouts timeouts = TimeoutOptions.timeouts(spec);
            return new Settings(
                    ListenOptions.bindings(spec, timeouts, tls()),
                    AdmissionOptions.admission(spec),
                    new HttpSettings(
                            LimitOptions.limits(spec), timeouts, RequestOptions.strictness(spec)),
                    RequestOptions.concurrency(spec),
                    AdmissionOptions.grace(spec),
                    SettingOption.in(spec));
        } catch (IllegalArgumentException e) {
            throw misunderstood(e);
        }
    }

    private OpsSettings ops() {
        try {
            return OpsOptions.settings(spec);
        } catch (IllegalArgumentException e) {
            throw misunderstood(e);
        }
    }

    private Optional<Tls> tls() throws TlsFileException {
        TlsOptions tlsOptions = TlsOptions.in(spec);
        if (!ListenOptions.underTls(spec)) {
            tlsOptions.settings(); // A slip is told, whether it matters or not.
            if (tlsOptions.nameFiles()) {
                throw new IllegalArgumentException(
                        "there are files for TLS, but no --bind tls:HOST:PORT");
            }
            return Optional.empty();
        }
        ServedFiles files = tlsOptions.open();
        reloads.add(files::reload);
        return Optional.of(files.tls(tlsOptions.settings()));
    }

    private int serve(Settings settings, OpsSettings ops, Configuration configuration)
            throws CannotStartException, InterruptedException {
        Optional<Path> pidFile = PidFile.OPTION.in(spec);
        if (pidFile.isEmpty()) {
            start(settings, ops, configuration).awaitStop();
            return 0;
        }
        try (PidFile _ = PidFile.claim(pidFile.get())) {
            start(settings, ops, configuration).awaitStop();
        }
        return 0;
    }

    private Gateway start(Settings settings, OpsSettings ops, Configuration configuration)
            throws CannotStartException {
        try {
            ListenOptions.requireSocket(spec, environment);
            Settings all = settings.with(observers(ops, configuration));
            HangUp.runs(reloads);
            List<Mount> mounts = served.in(spec);
            DevOptions.warn(spec, all.bindings());
            Systemd systemd = Systemd.of(environment);
            Stop stop = Stop.onSignals(systemd::stopping);
            Gateway gateway = Gateway.start(mounts, all);
            gateway.uris().forEach(RunCommand::tell);
            systemd.ready(gateway.uris());
            stop.started(gateway);
            return gateway;
        } catch (BindFailedException e) {
            throw new CannotStartException(String.valueOf(e.getMessage()));
        } catch (ApplicationFailedException e) {
            throw new CannotStartException("the application could not start", e.getCause());
        } catch (IOException e) {
            throw new CannotStartException("could not start", e);
        } catch (IllegalArgumentException e) {
            throw misunderstood(e);
        }
    }

    /**
     * Opens what observes a server; the end of the process closes that where it does not start.
     * What nobody wants is not even loaded.
     */
    private Observers observers(OpsSettings ops, Configuration configuration)
            throws CannotStartException {
        Duration delay = OpsOptions.drainDelay(spec);
        if (ops.isNothing()) {
            return Observers.NONE.withDrainDelay(delay);
        }
        try {
            Operations operations = Operations.open(ops, configuration::tableForAnybody);
            operations.accessLog().ifPresent(log -> reloads.add(log::reopen));
            operations
                    .admin()
                    .ifPresent(
                            admin ->
                                    LoggerFactory.getLogger(RunCommand.class)
                                            .info("the admin listener is at {}", admin.endpoint()));
            return new Observers(operations.server(), operations.requests(), delay);
        } catch (BindFailedException e) {
            throw new CannotStartException("--admin: " + e.getMessage());
        } catch (IOException e) {
            throw new CannotStartException("--access-log: the file cannot be opened", e);
        }
    }

    private static void tell(URI uri) {
        System.err.println(
                "Listening at: "
                        + (uri.getHost() == null
                                ? uri
                                : uri.getScheme() + "://" + uri.getAuthority())
                        + " (pid "
                        + ProcessHandle.current().pid()
                        + ")");
    }

    private ParameterException misunderstood(IllegalArgumentException e) {
        return new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
}
