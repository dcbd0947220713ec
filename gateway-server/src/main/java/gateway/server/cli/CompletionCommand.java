package gateway.server.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;

import java.io.PrintWriter;

/** {@code gateway completion}: lets a shell complete the words of the command line. */
final class CompletionCommand implements Runnable {
    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

    private CompletionCommand() {}

    static CommandSpec spec() {
        CommandSpec spec = new CompletionCommand().spec.name("completion");
        spec.usageMessage()
                .description(
                        "Prints a script that lets bash or zsh complete commands, options and their"
                                + " values.")
                .footer(
                        "%nIn bash, and in zsh after bashcompinit:%n",
                        "  source <(gateway completion)");
        HelpOptions.addTo(spec);
        return spec;
    }

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        out.println(AutoComplete.bash("gateway", spec.root().commandLine()));
        out.flush();
    }
}
