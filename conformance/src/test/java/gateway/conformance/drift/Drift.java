package gateway.conformance.drift;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where specification, tests and texts do not tell of the same clauses (CONF-2).
 *
 * <p>A clause that binds servers is covered by a case of the kit, which any server can be held
 * against, and by nothing else; any other clause by any test.
 */
final class Drift {
    private static final String SPEC = "spec.md";

    /**
     * A string that is written like an id, or begins like a message that names one; its family need
     * not be known.
     */
    private static final Pattern NAMED = Pattern.compile("(?<=\")[A-Z]{2,5}-\\d+(?=\"|: )");

    /** Words that are written like ids, and are none. */
    private static final Set<String> WORDS = Set.of("SHA-1", "SHA-256", "UTF-8", "UTF-16");

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
            List<Named> naming = naming(clause);
            String place = SPEC + ":" + clause.line() + ": " + clause.id();
            if (clause.state() == Clause.State.TESTABLE && covering.isEmpty()) {
                faults.add(
                        place
                                + " is covered by no "
                                + (bindsServers(clause) ? "case of the kit" : "test")
                                + ", and does not say that it is not testable");
            } else if (clause.state() == Clause.State.NOT_TESTABLE && !naming.isEmpty()) {
                faults.add(
                        place
                                + " says that it is not testable, but is tested at "
                                + naming.getFirst().place());
            }
        }
        for (Named tag : misplaced) {
            faults.add(tag.place() + ": " + tag.id() + " is the tag of something that is no test");
        }
        return faults;
    }

    /** The cases and tests that count for this clause. */
    private List<Named> covering(Clause clause) {
        return bindsServers(clause)
                ? cases.stream().filter(one -> one.id().equals(clause.id())).toList()
                : naming(clause);
    }

    private List<Named> naming(Clause clause) {
        return Stream.concat(cases.stream(), tests.stream())
                .filter(test -> test.id().equals(clause.id()))
                .toList();
    }

    private static boolean bindsServers(Clause clause) {
        return clause.parties().contains("S");
    }

    private List<String> undefined() {
        Stream<Named> unknownFamilies =
                tree.find(NAMED, ".java").stream()
                        .filter(named -> !index.idPattern().matcher(named.id()).matches())
                        .filter(named -> !WORDS.contains(named.id()));
        return Stream.of(tree.find(index.idPattern(), "").stream(), unknownFamilies, cases.stream())
                .flatMap(one -> one)
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
        return "%d clauses, %d testable, %d covered: %d by %d cases of the kit"
                .formatted(index.all().size(), testable, covered, byKit, cases.size());
    }

    private boolean isOfKit(Clause clause) {
        return cases.stream().anyMatch(named -> named.id().equals(clause.id()));
    }
}
