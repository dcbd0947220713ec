package gateway.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

import java.util.List;
import java.util.Map;

/** {@code gateway}: the command line's first word. */
public final class Main implements Runnable, Commands {
    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

    private Main() {}

    /** Runs the command line and exits with its code. */
    public static void main(String[] words) {
        SimpleLog.configure();
        System.exit(execute(System.getenv(), words));
    }

    /**
     * Runs a command line.
     *
     * @param environment of the process
     * @return the process's exit code
     */
    static int execute(Map<String, String> environment, String... words) {
        prepare();
        return line(environment, words).execute(words);
    }

    /**
     * The commands that a command line may mean.
     *
     * @param environment of the process
     */
    static CommandLine line(Map<String, String> environment, String... words) {
        if (words.length > 0 && words[0].equals("run")) {
            // What is mostly meant needs no model of the others.
            CommandSpec gateway = named();
            gateway.addSubcommand("run", RunCommand.spec(environment, HelpOptions.isWanted(words)));
            return line(gateway);
        }
        return commandLine(environment);
    }

    /** What the operator has not set by {@code -D}. */
    static void prepare() {
        // Picocli would look through the whole class path for Groovy.
        setUnlessSet("picocli.disable.closures", "true");
        // It would make ready for types that no option has: 9 ms of CPU time at each start.
        setUnlessSet("picocli.converters.excludes", "java.time.*,java.sql.*");
        if (Runtime.getRuntime().availableProcessors() == 2) {
            // The JDK's two pollers wake each other's carrier threads: one takes 0.85 of the CPU
            // time of /bytes/65536 on 64 connections, 0.94 of that of /plaintext, 0.9 on 1,000.
            setUnlessSet("jdk.readPollers", "1");
        }
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /**
     * All commands.
     *
     * @param environment of the process
     */
    static CommandLine commandLine(Map<String, String> environment) {
        CommandSpec gateway = named();
        gateway.usageMessage()
                .description("Serves web applications written against gateway-api.")
                .synopsisSubcommandLabel("COMMAND");
        HelpOptions.addTo(gateway);
        gateway.addSubcommand("run", RunCommand.spec(environment));
        gateway.addSubcommand("static", StaticCommand.spec(environment));
        gateway.addSubcommand("check", CheckCommand.spec());
        gateway.addSubcommand("completion", CompletionCommand.spec());
        return line(gateway);
    }

    private static CommandSpec named() {
        return new Main().spec.name("gateway");
    }

    private static CommandLine line(CommandSpec gateway) {
        // Of several words for one option the last one holds, as picocli has it in groups.
        return new CommandLine(gateway)
                .setOverwrittenOptionsAllowed(true)
                .setExpandAtFiles(false) // There is --config, which says where a mistake is.
                .setParameterExceptionHandler(new Misunderstanding());
    }

    @Override
    public List<CommandSpec> all() {
        return commandLine(Map.of()).getSubcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .toList();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
