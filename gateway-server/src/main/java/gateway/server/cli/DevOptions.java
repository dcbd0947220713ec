package gateway.server.cli;

import gateway.api.Application;
import gateway.server.call.Mount;
import gateway.server.dev.DevMode;
import gateway.server.net.Binding;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

import java.io.File;
import java.util.List;
import java.util.Optional;

/**
 * The options of development mode, and where applications come from in it: from the class path as
 * it is when a request comes.
 *
 * @param classPath what is watched
 */
record DevOptions(DevMode mode, String classPath) implements Applications {
    static final Option<Boolean> DEV =
            Option.flag(
                    "--dev",
                    "Development mode: each request is answered by the classes that are on --classpath"
                            + " when it comes. With the validator, a page for exceptions, and a line for"
                            + " each request on standard output.");

    static final Option<Boolean> REFRESH =
            Option.flag(
                    "--dev-refresh",
                    "With --dev, pages that are open in a browser reload themselves after a change:"
                            + " HTML gets a script, and /.gateway/refresh tells it.");

    /**
     * Where the launcher says what the class path of a sample is: it is not on that of this JVM
     * then.
     */
    private static final String ORIGINALS = "gateway.dev.classpath";

    /**
     * Development mode, if it is on.
     *
     * @param classPath said on the command line
     * @throws CannotStartException if there is nothing to watch
     */
    static Optional<DevOptions> in(CommandSpec spec, String classPath) throws CannotStartException {
        boolean refreshing = REFRESH.in(spec).orElse(false);
        if (!isOn(spec)) {
            if (refreshing) {
                throw new ParameterException(
                        spec.commandLine(), "--dev-refresh is of no use without --dev");
            }
            return Optional.empty();
        }
        String all = System.getProperty(ORIGINALS, "") + File.pathSeparator + classPath;
        try {
            DevMode mode =
                    DevMode.watching(
                            all,
                            DevOptions.class.getClassLoader(),
                            refreshing,
                            System.out,
                            DevMode.colours());
            return Optional.of(new DevOptions(mode, classPath));
        } catch (IllegalArgumentException e) {
            throw new CannotStartException(
                    "--dev: "
                            + e.getMessage()
                            + ": say --classpath with jars or folders of classes");
        }
    }

    private static boolean isOn(CommandSpec spec) {
        return spec.findOption(DEV.name()) != null && DEV.in(spec).orElse(false);
    }

    /** What is served besides the applications. */
    static List<Mount> mounts(Optional<DevOptions> development) {
        return development.map(options -> options.mode().mounts()).orElse(List.of());
    }

    /** Tells what others can reach, in development mode. */
    static void warn(CommandSpec spec, List<Binding> bindings) {
        if (isOn(spec)) {
            DevMode.warn(bindings);
        }
    }

    @Override
    public Application named(String className) {
        return mode.application(loader -> ApplicationFinder.by(loader, classPath).named(className));
    }

    @Override
    public Application only() {
        return mode.application(loader -> ApplicationFinder.by(loader, classPath).only());
    }
}
