package gateway.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

import java.util.Map;

/** {@code gateway}: the command line's first word. */
public final class Main implements Runnable {
    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

    private Main() {}

    /** Runs the command line and exits with its code. */
    public static void main(String[] words) {
        SimpleLog.configure();
        System.exit(commandLine(System.getenv()).execute(words));
    }

    /**
     * All commands.
     *
     * @param environment of the process
     */
    static CommandLine commandLine(Map<String, String> environment) {
        CommandSpec gateway = new Main().spec.name("gateway");
        gateway.usageMessage()
                .description("Serves web applications written against gateway-api.")
                .synopsisSubcommandLabel("COMMAND");
        HelpOptions.addTo(gateway);
        gateway.addSubcommand("run", RunCommand.spec(environment));
        gateway.addSubcommand("static", StaticCommand.spec(environment));
        gateway.addSubcommand("check", CheckCommand.spec());
        gateway.addSubcommand("completion", CompletionCommand.spec());
        return new CommandLine(gateway).setParameterExceptionHandler(new Misunderstanding());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
