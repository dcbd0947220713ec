package gateway.server.cli;

import gateway.api.Application;
import gateway.api.Header;
import gateway.server.call.Mount;
import gateway.toolkit.files.Links;
import gateway.toolkit.files.SharedDataMiddleware;
import gateway.toolkit.http.CacheControl;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** {@code gateway static}: serves the files of a folder until it is told to stop. */
final class StaticCommand {
    private static final Option<Path> DIRECTORY =
            Option.once(
                    "--directory",
                    "DIR",
                    Path::of,
                    "The same as DIR, where an option suits better.");

    private static final Option<Header> HEADERS =
            Option.repeated(
                    "--header",
                    "'NAME: VALUE'",
                    new HeaderWord(),
                    "A header of each answer with a file or a listing; may be repeated.");

    private StaticCommand() {}

    /**
     * A model of the command.
     *
     * @param environment of the process
     */
    static CommandSpec spec(Map<String, String> environment) {
        CommandSpec spec =
                RunCommand.serving(
                        "static",
                        "Serves the files of a folder until it is told to stop (TERM, or"
                                + " quickly INT), with a line on standard error for each request that is answered from it,"
                                + " or all in --access-log. A folder is answered with"
                                + " its index.html or index.htm, else with a list of what is in it."
                                + " Names that begin with a dot are not served but .well-known, nor are"
                                + " links that lead out of the folder.",
                        StaticCommand::mounts,
                        environment,
                        true,
                        DIRECTORY.spec(),
                        HEADERS.spec());
        return spec.addPositional(
                PositionalParamSpec.builder()
                        .arity("0..1")
                        .paramLabel("DIR")
                        .type(Path.class)
                        .userObject(DIRECTORY)
                        .description("The folder. Default: where the command is run.")
                        .build());
    }

    /** A header; values hold commas too, so that the next one begins after a comma with a name. */
    private static final class HeaderWord implements Reading<Header> {
        @Override
        public Header read(String word) {
            int colon = word.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException(
                        "'" + word + "' is not 'NAME: VALUE', such as 'X-Frame-Options: DENY'");
            }
            return new Header(word.substring(0, colon), word.substring(colon + 1).strip());
        }

        @Override
        public String separator() {
            return ",(?=\\s*[A-Za-z0-9_-]+:(?!//))";
        }
    }

    /** With its lines, unless the operator wants those of the access log. */
    private static Application told(Application files, CommandSpec spec) {
        return OpsOptions.logsAccess(spec)
                ? files
                : new RequestLines(files, System.err, Clock.system(ZoneId.systemDefault()));
    }

    private static List<Mount> mounts(CommandSpec spec) throws CannotStartException {
        Path folder = DIRECTORY.in(spec).orElse(Path.of("."));
        if (!Files.isDirectory(folder)) {
            throw new CannotStartException("there is no folder " + folder);
        }
        SharedDataMiddleware.Builder files =
                SharedDataMiddleware.exporting("/", folder)
                        .index("index.html", "index.htm")
                        .listing()
                        .links(Links.WITHIN)
                        .cacheControl(CacheControl.of("no-cache"));
        try {
            HEADERS.allIn(spec).forEach(files::header);
            return List.of(
                    new Mount("", ForwardedOptions.applied(told(files.alone(), spec), spec)));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), HEADERS.name() + ": " + e.getMessage(), e);
        }
    }
}
