package gateway.server.cli;

import gateway.api.Application;
import gateway.api.Lifecycle;
import gateway.server.call.ApplicationContext;
import gateway.toolkit.testing.EnvironBuilder;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * {@code gateway check}: tries an application with a few requests, in process, behind the
 * validator.
 */
final class CheckCommand implements Callable<Integer> {
    private static final int WRONG = 1;
    private static final int NOT_LOADED = 3;

    private static final Map<String, String> EXIT_CODES =
            new TreeMap<>(
                    Map.of(
                            "0", "nothing wrong was found; there may be warnings",
                            "1", "the application breaks the contract, fails, or does not answer",
                            "2", "a word is not understood",
                            "3", "the application cannot be loaded or started"));

    private static final Option<String> PATHS =
            Option.repeated(
                    "--path",
                    "/PATH",
                    CheckCommand::path,
                    "What to ask for, percent-encoded, perhaps with a query; may be repeated. Default:"
                            + " /.");

    private static final Option<Duration> PATIENCE =
            DurationOption.named(
                    "--patience",
                    Duration.ofMillis(1),
                    Duration.ofHours(24),
                    Optional.of(Duration.ofSeconds(10)),
                    "How long an answer may take.");

    private static final Option<Boolean> DEBUG =
            Option.flag("--debug", "Shows a stack trace where the application fails.");

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

    private CheckCommand() {}

    static CommandSpec spec() {
        CommandSpec spec = new CheckCommand().spec.name("check");
        spec.usageMessage()
                .description(
                        "Tries an application with a few requests, without a port, and says which"
                                + " clauses of the contract it breaks.")
                .abbreviateSynopsis(true)
                .sortOptions(false)
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(EXIT_CODES);
        spec.addPositional(
                PositionalParamSpec.builder()
                        .index("0")
                        .arity("1")
                        .paramLabel("JAR")
                        .type(String.class)
                        .description(
                                "Where it is: a jar or a folder of classes, or several as with"
                                        + " --classpath of gateway run.")
                        .build());
        spec.addPositional(
                PositionalParamSpec.builder()
                        .index("1")
                        .arity("0..1")
                        .paramLabel("APPLICATION")
                        .type(String.class)
                        .description("Its class. Default: the only one in a services file.")
                        .build());
        spec.addOption(PATHS.spec());
        spec.addOption(SettingOption.spec());
        spec.addOption(PATIENCE.spec());
        spec.addOption(DEBUG.spec());
        HelpOptions.addTo(spec);
        return spec;
    }

    private static String path(String word) {
        if (!word.startsWith("/")) {
            throw new IllegalArgumentException("'" + word + "' does not begin with /");
        }
        EnvironBuilder.of("GET", word).build(); // Whether a client could ask for it.
        return word;
    }

    @Override
    public Integer call() throws InterruptedException {
        SimpleLog.await();
        boolean debug = DEBUG.in(spec).orElse(false);
        try {
            Application application = load();
            start(application);
            try {
                return inspect(application, debug) ? 0 : WRONG;
            } finally {
                stop(application);
            }
        } catch (CannotStartException e) {
            System.err.println("gateway: " + e.line(debug));
            if (debug && e.getCause() != null) {
                e.getCause().printStackTrace();
            }
            return NOT_LOADED;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private boolean inspect(Application application, boolean debug) throws InterruptedException {
        List<String> paths = PATHS.allIn(spec);
        PrintWriter out = spec.commandLine().getOut();
        Inspection inspection =
                new Inspection(application, PATIENCE.in(spec).orElse(Duration.ofSeconds(10)));
        for (String path : paths.isEmpty() ? List.of("/") : paths) {
            for (Question question : Question.about(path)) {
                Inspection.Result result = inspection.ask(question);
                out.println(result);
                if (debug) {
                    result.thrown().ifPresent(thrown -> thrown.printStackTrace(out));
                }
                out.flush();
            }
        }
        out.println(inspection.summary());
        out.flush();
        return inspection.errors() == 0;
    }

    private Application load() throws CannotStartException {
        String jar = spec.positionalParameters().getFirst().getValue();
        String name = spec.positionalParameters().getLast().getValue();
        ApplicationFinder finder = ApplicationFinder.in(jar);
        return name == null ? finder.only() : finder.named(name);
    }

    private void start(Application application) throws CannotStartException {
        if (application instanceof Lifecycle lifecycle) {
            try {
                ApplicationContext.run(application, () -> lifecycle.start(SettingOption.in(spec)));
            } catch (Throwable e) {
                throw new CannotStartException("the application could not start", e);
            }
        }
    }

    private static void stop(Application application) throws CannotStartException {
        if (application instanceof Lifecycle lifecycle) {
            try {
                ApplicationContext.run(application, lifecycle::stop);
            } catch (Throwable e) {
                throw new CannotStartException("LIFE-2: the application's stop failed", e);
            }
        }
    }
}
