package gateway.conformance.drift;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What {@code clauses.json} says: the clauses, in the order of the specification. */
final class ClauseIndex {
    private final Map<String, Clause> clauses = new LinkedHashMap<>();

    private ClauseIndex() {}

    /**
     * @param json as {@code build/Clauses.java} writes it
     */
    static ClauseIndex read(String json) {
        ClauseIndex index = new ClauseIndex();
        for (Object entry : (List<?>) member(Json.read(json), "clauses")) {
            Clause clause =
                    new Clause(
                            (String) member(entry, "id"),
                            ((List<?>) member(entry, "parties"))
                                    .stream()
                                            .map(String.class::cast)
                                            .collect(Collectors.toUnmodifiableSet()),
                            Integer.parseInt(member(entry, "line").toString()),
                            (String) member(entry, "text"),
                            Clause.State.valueOf(
                                    member(entry, "state")
                                            .toString()
                                            .toUpperCase(Locale.ROOT)
                                            .replace(' ', '_')));
            index.clauses.put(clause.id(), clause);
        }
        return index;
    }

    private static Object member(Object object, String name) {
        Object value = ((Map<?, ?>) object).get(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name + " in " + object);
        }
        return value;
    }

    Collection<Clause> all() {
        return clauses.values();
    }

    Optional<Clause> find(String id) {
        return Optional.ofNullable(clauses.get(id));
    }

    /**
     * Matches what is written like an id: a family of the specification, a hyphen and digits, and
     * not a part of another word such as {@code JSR-305} or {@code CHECK-IN-1}.
     */
    Pattern idPattern() {
        Set<String> families =
                clauses.values().stream().map(Clause::family).collect(Collectors.toSet());
        return Pattern.compile("(?<![\\w-])(?:" + String.join("|", families) + ")-\\d+(?!\\w)");
    }
}
