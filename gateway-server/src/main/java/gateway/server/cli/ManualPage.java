package gateway.server.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Writes the manual page gateway(1) from the model of the command line, for the man macros. */
public final class ManualPage {
    private final StringBuilder text = new StringBuilder();

    /** Options that several commands have are told once. */
    private final Set<String> told = new HashSet<>();

    private ManualPage() {}

    /**
     * Prints the page on the standard output.
     *
     * @param words the date that it bears, as {@code 2026-11-21} or longer
     */
    public static void main(String[] words) {
        PrintStream out = new PrintStream(System.out, true, US_ASCII);
        out.print(of(Main.commandLine(Map.of()), words[0].substring(0, "yyyy-mm-dd".length())));
    }

    static String of(CommandLine gateway, String date) {
        ManualPage page = new ManualPage();
        page.write(gateway, date);
        return page.text.toString();
    }

    private void write(CommandLine gateway, String date) {
        String version = new Version().getVersion()[0];
        line(".TH GATEWAY 1 \"%s\" \"%s\" \"User Commands\"".formatted(date, escaped(version)));
        line(".SH NAME");
        line("gateway \\- serve web applications written against gateway\\-api");
        line(".SH SYNOPSIS");
        gateway.getSubcommands().forEach((name, command) -> synopsis(name, command));
        line(".SH COMMANDS");
        gateway.getSubcommands()
                .forEach((name, command) -> command(name, command.getCommandSpec()));
        line(".SH ENVIRONMENT");
        entry("GATEWAY_JAVA_OPTS", "Options for the Java VM, separated by white space.");
        entry("JAVA_HOME", "A JDK 25. Else that of the java on the PATH is taken.");
        entry("PORT", "Where to listen, at all addresses, if nothing else says it.");
        entry(
                "CACHE_DIRECTORY, XDG_CACHE_HOME",
                "Where the archive of classes for quick starts is kept, if not with the program.");
        line(".SH EXIT STATUS");
        RunCommand.spec(Map.of()).usageMessage().exitCodeList().forEach(this::entry);
    }

    private void synopsis(String name, CommandLine command) {
        line(".B gateway " + escaped(name));
        StringBuilder words = new StringBuilder();
        for (PositionalParamSpec word : command.getCommandSpec().positionalParameters()) {
            String label = escaped(word.paramLabel());
            words.append(word.required() ? " " + label : " [" + label + "]");
        }
        line("[\\fIoptions\\fR]" + words);
        line(".br");
    }

    private void command(String name, CommandSpec command) {
        line(".SS gateway " + escaped(name));
        paragraph(command.usageMessage().description());
        entries(
                Stream.concat(
                        command.positionalParameters().stream(),
                        command.options().stream().filter(it -> it.group() == null && !helps(it))));
        command.argGroups().stream()
                .sorted(Comparator.comparingInt(ArgGroupSpec::order))
                .forEach(this::group);
        line(".PP");
        paragraph(command.usageMessage().footer());
    }

    private void group(ArgGroupSpec group) {
        List<ArgSpec> args =
                group.args().stream()
                        .filter(it -> !(it instanceof OptionSpec option && helps(option)))
                        .filter(it -> !told.contains(key(it)))
                        .toList();
        if (!args.isEmpty()) {
            line(".PP");
            line(".B " + escaped(unformatted(String.valueOf(group.heading())).strip()));
            entries(args.stream());
        }
    }

    private void entries(Stream<? extends ArgSpec> args) {
        args.filter(it -> told.add(key(it)))
                .forEach(it -> entry(name(it), String.join(" ", it.description())));
    }

    private static boolean helps(OptionSpec option) {
        return option.usageHelp() || option.versionHelp();
    }

    private static String key(ArgSpec arg) {
        return name(arg) + " " + String.join(" ", arg.description());
    }

    private static String name(ArgSpec arg) {
        return arg instanceof OptionSpec option
                ? option.longestName() + (option.arity().max() == 0 ? "" : " " + arg.paramLabel())
                : arg.paramLabel();
    }

    private void entry(String name, String description) {
        line(".TP");
        line(".B " + escaped(name));
        paragraph(description);
    }

    private void paragraph(String... sentences) {
        String plain = unformatted(String.join(" ", sentences)).strip();
        if (!plain.isEmpty()) {
            line(escaped(plain));
        }
    }

    /** Without the directives of a format, which a model's texts are. */
    private static String unformatted(String format) {
        return format.replace("%n", " ").replace("%%", "%").replaceAll(" +", " ");
    }

    /** A line of text cannot begin with a control character of roff. */
    private static String escaped(String plain) {
        StringBuilder roff = new StringBuilder();
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            switch (c) {
                case '\\' -> roff.append("\\e");
                case '-' -> roff.append("\\-");
                case '"' -> roff.append("\\(dq");
                default -> {
                    if (c > '~') {
                        roff.append("\\[u%04X]".formatted((int) c));
                    } else {
                        roff.append(c);
                    }
                }
            }
        }
        char first = roff.isEmpty() ? ' ' : roff.charAt(0);
        return first == '.' || first == '\'' ? "\\&" + roff : roff.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
