package gateway.conformance.drift;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where specification, tests and texts do not tell of the same clauses (CONF-2).
 *
 * <p>A clause that binds servers is covered by a case of the kit or by a test that has a server,
 * that is, one outside gateway-toolkit; any other clause by any test.
 */
final class Drift {
    private static final String SPEC = "spec.md";
    private static final String WITHOUT_SERVER = "gateway-toolkit/";

    private final SourceTree tree;
    private final ClauseIndex index;
    private final List<Named> cases;
    private final List<Named> tests = new ArrayList<>();
    private final List<Named> misplaced;

    /**
     * @param cases what the cases of the kit name
     */
    Drift(SourceTree tree, ClauseIndex index, List<Named> cases) throws IOException {
        this.tree = tree;
        this.index = index;
        this.cases = cases;
        JavaTests java = JavaTests.in(tree, index);
        misplaced = java.misplaced();
        tests.addAll(java.named());
        tests.addAll(WireRows.in(tree, index));
    }

    /** One line for each, which names the id and the place. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        faults.addAll(uncovered());
        faults.addAll(undefined());
        faults.addAll(definedElsewhere());
        return faults;
    }

    private List<String> uncovered() {
        List<String> faults = new ArrayList<>();
        for (Clause clause : index.all()) {
            List<Named> covering = covering(clause);
            String place = SPEC + ":" + clause.line() + ": " + clause.id();
            if (clause.state() == Clause.State.TESTABLE && covering.isEmpty()) {
                faults.add(
                        place
                                + " is covered by no "
                                + (bindsServers(clause) ? "case of the kit and no " : "")
                                + "test, and does not say that it is not testable");
            } else if (clause.state() == Clause.State.NOT_TESTABLE && !covering.isEmpty()) {
                faults.add(
                        place
                                + " says that it is not testable, but is tested at "
                                + covering.getFirst().place());
            }
        }
        for (Named tag : misplaced) {
            faults.add(tag.place() + ": " + tag.id() + " is the tag of something that is no test");
        }
        return faults;
    }

    /** The cases and tests that count for this clause. */
    private List<Named> covering(Clause clause) {
        return Stream.concat(cases.stream(), tests.stream())
                .filter(test -> test.id().equals(clause.id()))
                .filter(test -> !bindsServers(clause) || !test.place().startsWith(WITHOUT_SERVER))
                .toList();
    }

    private static boolean bindsServers(Clause clause) {
        return clause.parties().contains("S");
    }

    private List<String> undefined() {
        return Stream.concat(tree.find(index.idPattern(), "").stream(), cases.stream())
                .filter(
                        named ->
                                index.find(named.id())
                                        .filter(clause -> isKnown(clause, named))
                                        .isEmpty())
                .map(named -> named.place() + ": " + named.id() + " is not defined in " + SPEC)
                .toList();
    }

    /** A withdrawn clause is known to the specification alone. */
    private static boolean isKnown(Clause clause, Named named) {
        return clause.state() != Clause.State.WITHDRAWN || named.place().startsWith(SPEC + ":");
    }

    private List<String> definedElsewhere() {
        Pattern definition =
                Pattern.compile("^\\s*[-*] \\*\\*" + index.idPattern() + "\\*\\* \\(.*");
        List<String> faults = new ArrayList<>();
        for (Named found : tree.find(definition, ".md")) {
            if (!found.place().startsWith(SPEC + ":")) {
                Matcher id = index.idPattern().matcher(found.id());
                String name = id.find() ? id.group() : found.id();
                String first = index.find(name).map(clause -> ":" + clause.line()).orElse("");
                faults.add(
                        found.place()
                                + ": "
                                + name
                                + " is given a second text; its own is in "
                                + SPEC
                                + first);
            }
        }
        return faults;
    }

    /** How the clauses are covered, in one line. */
    String summary() {
        long byKit = index.all().stream().filter(this::isOfKit).count();
        long testable =
                index.all().stream().filter(c -> c.state() == Clause.State.TESTABLE).count();
        long covered = index.all().stream().filter(c -> !covering(c).isEmpty()).count();
        String others =
                index.all().stream()
                        .filter(clause -> !isOfKit(clause) && bindsServers(clause))
                        .map(Clause::id)
                        .collect(Collectors.joining(" "));
        return "%d clauses, %d testable, %d covered: %d by %d cases of the kit; for servers, but by tests only: %s"
                .formatted(index.all().size(), testable, covered, byKit, cases.size(), others);
    }

    private boolean isOfKit(Clause clause) {
        return cases.stream().anyMatch(named -> named.id().equals(clause.id()));
    }
}
