package gateway.server.cli;

import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;

/** Adds the groups of options that are made from what they set. */
final class RunGroups implements IModelTransformer {
    @Override
    public CommandSpec transform(CommandSpec command) {
        return command.addArgGroup(AdmissionOptions.group(1))
                .addArgGroup(LimitOptions.group(2))
                .addArgGroup(TimeoutOptions.group(3));
    }
}
