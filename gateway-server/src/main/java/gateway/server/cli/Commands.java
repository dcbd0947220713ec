package gateway.server.cli;

import picocli.CommandLine.Model.CommandSpec;

import java.util.List;

/** The root of a command line, which may have a model of one command alone. */
interface Commands {
    /** Models of all commands. */
    List<CommandSpec> all();
}
