package gateway.tck.run;

import gateway.tck.cases.Case;
import gateway.tck.run.Result.Outcome;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The results of a run as text, for people and for machines. */
public final class Report {
    private Report() {}

    /** A line per case: clause, what it shows, and how its executions ended. */
    public static String table(Summary summary) {
        Map<Case, List<Result>> byCase = new LinkedHashMap<>();
        for (Result result : summary.results()) {
            byCase.computeIfAbsent(result.execution().shown(), one -> new ArrayList<>())
                    .add(result);
        }
        StringBuilder table = new StringBuilder();
        byCase.forEach(
                (shown, results) ->
                        table.append(
                                String.format(
                                        "%-8s %-84s %s%n",
                                        shown.clause(), shown.title(), verdict(results))));
        return table.toString();
    }

    private static String verdict(List<Result> results) {
        long failed = count(results, Outcome.FAILED);
        long passed = count(results, Outcome.PASSED);
        if (failed > 0) {
            return Outcome.FAILED.word() + " (" + failed + " of " + (failed + passed) + ")";
        }
        if (passed == 0) {
            return Outcome.NOT_CLAIMED.word() + ": " + results.get(0).reason();
        }
        Set<String> remarks = new TreeSet<>();
        results.stream()
                .filter(result -> result.outcome() == Outcome.PASSED)
                .forEach(result -> remarks.add(result.reason()));
        remarks.remove("");
        return Outcome.PASSED.word() + (remarks.isEmpty() ? "" : ": " + String.join(", ", remarks));
    }

    private static long count(List<Result> results, Outcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }

    /**
     * An object with {@code passed}, {@code failed}, {@code skipped}, {@code cases}, {@code
     * clauses}, and {@code executions}: an array of objects with clause, case, version, variant,
     * name, outcome and reason.
     */
    public static String json(Summary summary) {
        StringBuilder json = new StringBuilder("{\n");
        json.append("  \"passed\": ").append(summary.count(Outcome.PASSED)).append(",\n");
        json.append("  \"failed\": ").append(summary.count(Outcome.FAILED)).append(",\n");
        json.append("  \"skipped\": ").append(summary.count(Outcome.NOT_CLAIMED)).append(",\n");
        json.append("  \"cases\": ").append(summary.cases().size()).append(",\n");
        json.append("  \"clauses\": ").append(summary.clauses().size()).append(",\n");
        json.append("  \"executions\": [");
        String separator = "\n";
        for (Result result : summary.results()) {
            json.append(separator).append("    ").append(object(result));
            separator = ",\n";
        }
        return json.append("\n  ]\n}\n").toString();
    }

    private static String object(Result result) {
        Execution execution = result.execution();
        Map<String, String> members = new LinkedHashMap<>();
        members.put("clause", execution.shown().clause());
        members.put("case", execution.shown().title());
        members.put("version", execution.version().number());
        members.put("variant", execution.variant().word());
        members.put("name", result.name());
        members.put("outcome", result.outcome().word());
        members.put("reason", result.reason());
        List<String> pairs = new ArrayList<>();
        members.forEach((name, value) -> pairs.add(string(name) + ": " + string(value)));
        return "{" + String.join(", ", pairs) + "}";
    }

    private static String string(String text) {
        StringBuilder string = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                string.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                string.append(String.format("\\u%04x", (int) c));
            } else {
                string.append(c);
            }
        }
        return string.append('"').toString();
    }
}
