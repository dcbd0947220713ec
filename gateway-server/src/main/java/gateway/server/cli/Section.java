package gateway.server.cli;

import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

import java.util.ArrayList;
import java.util.List;

/**
 * Options that the help shows together, in their order.
 *
 * @param heading without a colon
 */
record Section(String heading, List<? extends ArgSpec> options) {
    static Section of(String heading, Iterable<? extends Option<?>> rows) {
        List<ArgSpec> options = new ArrayList<>();
        for (Option<?> row : rows) {
            options.add(row.spec());
        }
        return new Section(heading, options);
    }

    /**
     * Adds them to a command.
     *
     * @param order of the section in the help
     */
    void addTo(CommandSpec command, int order) {
        ArgGroupSpec.Builder group =
                ArgGroupSpec.builder()
                        .validate(false)
                        .exclusive(false) // Where it could exclude, picocli describes it.
                        .order(order)
                        .heading("%n" + heading + ":%n");
        options.forEach(group::addArg);
        command.addArgGroup(group.build());
    }

    /** The same for a command whose help nobody will see, which is done sooner. */
    void addPlainlyTo(CommandSpec command) {
        options.forEach(command::add);
    }
}
