package gateway.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.util.Set;

/** Says on one line which word is not understood, and where words are explained. */
final class Misunderstanding implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException e, String[] words) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        e.getCommandLine()
                .getErr()
                .println(
                        OneLine.of(
                                "gateway: "
                                        + reason(e)
                                        + " (see "
                                        + command.qualifiedName()
                                        + " --help)"));
        return command.exitCodeOnInvalidInput();
    }

    private static String reason(ParameterException e) {
        return e instanceof UnmatchedArgumentException unmatched
                ? unmatched(unmatched)
                : String.valueOf(e.getMessage());
    }

    private static String unmatched(UnmatchedArgumentException e) {
        CommandLine command = e.getCommandLine();
        String word = e.getUnmatched().isEmpty() ? "" : e.getUnmatched().getFirst();
        if (e.isUnknownOption()) {
            String name = word.replaceFirst("=.*", "");
            Set<String> known = command.getCommandSpec().optionsMap().keySet();
            String elsewhere = OtherServers.hint(name, known);
            return "there is no option "
                    + name
                    + (elsewhere.isEmpty() ? Nearest.hint(name, known) : elsewhere);
        }
        return command.getSubcommands().isEmpty()
                ? "the word " + word + " is one too many"
                : "there is no command "
                        + word
                        + ", only: "
                        + String.join(", ", command.getSubcommands().keySet())
                        + Nearest.hint(word, command.getSubcommands().keySet());
    }
}
