package gateway.server.cli;

import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What each command tells about itself. */
final class HelpOptions {
    private HelpOptions() {}

    static void addTo(CommandSpec command) {
        command.versionProvider(new Version());
        command.addOption(help()).addOption(version());
    }

    /** The same as a group of a long list. */
    static ArgGroupSpec group(int order) {
        return Option.builder(order, "Help").addArg(help()).addArg(version()).build();
    }

    private static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .type(boolean.class)
                .usageHelp(true)
                .description("Show this help message and exit.")
                .build();
    }

    private static OptionSpec version() {
        return OptionSpec.builder("-V", "--version")
                .type(boolean.class)
                .versionHelp(true)
                .description("Print version information and exit.")
                .build();
    }
}
