package gateway.tck.cli;

import gateway.tck.cases.Case;
import gateway.tck.cases.Catalogue;
import gateway.tck.run.Report;
import gateway.tck.run.Result;
import gateway.tck.run.Result.Outcome;
import gateway.tck.run.Suite;
import gateway.tck.run.Summary;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

/** The kit as a command: exit status 0, 1 or 2 as {@link Arguments#USAGE} says. */
public final class Main {
    private Main() {}

    /** Runs. */
    public static void main(String[] words) {
        System.exit(run(words, System.out));
    }

    private static int run(String[] words, PrintStream out) {
        if (List.of(words).contains("--help")) {
            out.print(Arguments.USAGE);
            return 0;
        }
        try {
            Arguments arguments = Arguments.parse(words);
            return run(arguments, out);
        } catch (UsageException e) {
            System.err.println("gateway-tck: " + e.getMessage());
            System.err.print(Arguments.USAGE);
            return 2;
        } catch (Exception e) {
            System.err.println("gateway-tck: " + e.getMessage());
            return 1;
        }
    }

    private static int run(Arguments arguments, PrintStream out) throws Exception {
        List<Case> cases =
                Catalogue.cases().stream()
                        .filter(
                                one ->
                                        (one.clause() + " " + one.title())
                                                .contains(arguments.only()))
                        .toList();
        if (cases.isEmpty()) {
            throw new UsageException("--only " + arguments.only() + " names no case");
        }
        Suite suite = new Suite(new CommandStarter(arguments, ProbeJar.write()), cases);
        Summary summary = suite.run(result -> failed(result, out));
        out.print(Report.table(summary));
        out.println();
        if (arguments.report().isPresent()) {
            Files.writeString(
                    arguments.report().get(), Report.json(summary), StandardCharsets.UTF_8);
        }
        out.println(summary.coverage());
        out.println(summary.counts());
        return summary.count(Outcome.FAILED) == 0 ? 0 : 1;
    }

    private static void failed(Result result, PrintStream out) {
        if (result.outcome() == Outcome.FAILED) {
            out.println("FAIL " + result.name());
            out.println("     " + result.reason().strip().replace("\n", "\n     "));
        }
    }
}
