package gateway.server.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.util.List;

/** What each command tells about itself. */
final class HelpOptions {
    private HelpOptions() {}

    static void addTo(CommandSpec command) {
        command.versionProvider(new Version());
        command.addOption(help()).addOption(version());
    }

    /** The same as a section of a long list. */
    static Section section() {
        return new Section("Help", List.of(help(), version()));
    }

    /** Whether a command line may ask for help: by {@code --help} or a {@code -h}. */
    static boolean isWanted(String... words) {
        for (String word : words) {
            boolean letters = word.startsWith("-") && !word.startsWith("--");
            if (word.startsWith("--help") || (letters && word.indexOf('h') > 0)) {
                return true;
            }
        }
        return false;
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
