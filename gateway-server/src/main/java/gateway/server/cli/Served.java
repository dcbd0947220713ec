package gateway.server.cli;

import gateway.server.call.Mount;

import picocli.CommandLine.Model.CommandSpec;

import java.util.List;

/** What a command serves. */
interface Served {
    /**
     * Makes it from what was said.
     *
     * @throws CannotStartException if there is no such thing
     * @throws picocli.CommandLine.ParameterException if words do not go together
     */
    List<Mount> in(CommandSpec spec) throws CannotStartException;
}
