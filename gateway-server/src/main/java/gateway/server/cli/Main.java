package gateway.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code gateway}: the command line's first word. */
public final class Main implements Runnable {
    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

    private Main() {}

    /** Runs the command line and exits with its code. */
    public static void main(String[] words) {
        SimpleLog.configure();
        System.exit(commandLine().execute(words));
    }

    static CommandLine commandLine() {
        CommandSpec gateway = new Main().spec.name("gateway");
        gateway.usageMessage()
                .description("Serves web applications written against gateway-api.")
                .synopsisSubcommandLabel("COMMAND");
        HelpOptions.addTo(gateway);
        gateway.addSubcommand("run", RunCommand.spec());
        gateway.addSubcommand("static", StaticCommand.spec());
        return new CommandLine(gateway).setParameterExceptionHandler(new Misunderstanding());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
