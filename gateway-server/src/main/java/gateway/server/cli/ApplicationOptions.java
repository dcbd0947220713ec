package gateway.server.cli;

import gateway.api.Application;
import gateway.server.call.Mount;
import gateway.toolkit.files.SharedDataMiddleware;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is said about the applications to serve. */
final class ApplicationOptions {
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

    private static final Option<String> FILES =
            Option.repeated(
                    "--static",
                    "/PREFIX=FOLDER",
                    word -> word,
                    "Serves the files of a folder below a path prefix, as --mount does applications; may"
                            + " be repeated. Names that begin with a dot are not served, nor are links"
                            + " that lead out of the folder.");

    private ApplicationOptions() {}

    static PositionalParamSpec word() {
        return PositionalParamSpec.builder()
                .arity("0..1")
                .paramLabel("APPLICATION")
                .type(String.class)
                .description(
                        "Class that implements gateway.api.Application. Default: the only one"
                                + " named in a META-INF/services file on the class path.")
                .build();
    }

    static OptionSpec[] specs() {
        return new OptionSpec[] {
            CLASS_PATH.spec(),
            MOUNTS.spec(),
            FILES.spec(),
            SettingOption.spec(),
            DevOptions.DEV.spec(),
            DevOptions.REFRESH.spec()
        };
    }

    /** Makes the applications, behind what the options put in front of them. */
    static List<Mount> mounts(CommandSpec spec) throws CannotStartException {
        String classPath = CLASS_PATH.in(spec).orElse("");
        Optional<DevOptions> development = DevOptions.in(spec, classPath);
        Applications finder =
                development.isPresent() ? development.get() : ApplicationFinder.in(classPath);
        List<Mount> found = new ArrayList<>(DevOptions.mounts(development));
        try {
            for (String mount : MOUNTS.allIn(spec)) {
                int equals = mount.indexOf('=');
                String prefix = equals < 0 ? mount : mount.substring(0, equals);
                Application application =
                        equals < 0 ? finder.only() : finder.named(mount.substring(equals + 1));
                found.add(new Mount(prefix, ForwardedOptions.applied(application, spec)));
            }
        } catch (IllegalArgumentException e) {
            throw refused(MOUNTS, e, spec);
        }
        String application = spec.positionalParameters().getFirst().getValue();
        if (application != null || MOUNTS.allIn(spec).isEmpty()) {
            Application root = application == null ? finder.only() : finder.named(application);
            found.add(new Mount("", ForwardedOptions.applied(root, spec)));
        }
        try {
            for (String word : FILES.allIn(spec)) {
                found.add(files(word));
            }
        } catch (IllegalArgumentException e) {
            throw refused(FILES, e, spec);
        }
        return found;
    }

    private static Mount files(String word) throws CannotStartException {
        int equals = word.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("'" + word + "' is not /PREFIX=FOLDER");
        }
        Path folder = Path.of(word.substring(equals + 1));
        if (!Files.isDirectory(folder)) {
            throw new CannotStartException(FILES.name() + ": there is no folder " + folder);
        }
        return new Mount(
                word.substring(0, equals), SharedDataMiddleware.exporting("/", folder).alone());
    }

    private static ParameterException refused(
            Option<?> option, IllegalArgumentException e, CommandSpec spec) {
        return new ParameterException(spec.commandLine(), option.name() + ": " + e.getMessage(), e);
    }
}
