package gateway.toolkit.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The way back: from endpoints and arguments to URLs. */
final class Urls<E> {
    /** Proper addresses before aliases, then those that show or know more arguments. */
    private static final Comparator<Route<?>> ORDER =
            Comparator.comparing((Route<?> route) -> route.rule().kind() == Rule.Kind.ALIAS)
                    .thenComparingInt(route -> -route.argumentNames().size())
                    .thenComparingInt(route -> -route.rule().defaults().size());

    private final Map<E, List<Route<E>>> byEndpoint = new LinkedHashMap<>();

    Urls(List<Route<E>> routes) {
        routes.stream()
                .sorted(ORDER)
                .forEach(
                        route ->
                                route.rule()
                                        .endpoint()
                                        .ifPresent(
                                                endpoint ->
                                                        byEndpoint
                                                                .computeIfAbsent(
                                                                        endpoint,
                                                                        e -> new ArrayList<>())
                                                                .add(route)));
    }

    Set<E> endpoints() {
        return byEndpoint.keySet();
    }

    /**
     * Builds a URL: for the method if one is given, else for GET, else for any.
     *
     * @throws UnbuildableUrlException if no rule of the endpoint fits
     */
    String build(
            E endpoint,
            Map<String, Object> values,
            Optional<String> method,
            Site site,
            boolean absolute) {
        Route.Built built = built(endpoint, values, method);
        return Location.of(
                site,
                built.host(),
                absolute,
                PathText.encode(built.text()),
                QueryText.of(built.others()));
    }

    private Route.Built built(E endpoint, Map<String, Object> values, Optional<String> method) {
        List<Route<E>> routes = byEndpoint.get(endpoint);
        if (routes == null) {
            throw new UnbuildableUrlException(
                    "no rule has the endpoint " + endpoint + nearest(endpoint));
        }
        List<String> reasons = new ArrayList<>();
        for (Optional<String> asked : method.isPresent() ? List.of(method) : ANY_METHOD) {
            for (Route<E> route : routes) {
                if (route.suits(values, asked)) {
                    try {
                        return route.build(values);
                    } catch (IllegalArgumentException e) {
                        reasons.add(route.rule() + ": " + e.getMessage());
                    }
                } else {
                    reasons.add(route.rule() + " needs " + unmet(route, values, asked));
                }
            }
        }
        throw new UnbuildableUrlException(
                "no URL for " + endpoint + " from " + values + ": " + String.join("; ", reasons));
    }

    private static final List<Optional<String>> ANY_METHOD =
            List.of(Optional.of("GET"), Optional.empty());

    private static String unmet(
            Route<?> route, Map<String, Object> values, Optional<String> method) {
        if (!method.map(route.rule()::allows).orElse(true)) {
            return "another method than " + method.orElse("");
        }
        Set<String> missing = new TreeSet<>(route.names());
        missing.removeAll(values.keySet());
        return missing.isEmpty() ? route.rule().defaults().toString() : missing.toString();
    }

    /** The proper address for what an alias matched. */
    Optional<Route.Built> proper(Route<E> alias, Map<String, Object> values, String method) {
        return first(alias, values, method, route -> route.rule().kind() != Rule.Kind.ALIAS);
    }

    /**
     * The address that shows less: of a rule of the same endpoint that has, as defaults, what the
     * request gave in a placeholder.
     */
    Optional<Route.Built> shorter(Route<E> matched, Map<String, Object> values, String method) {
        return first(
                matched,
                values,
                method,
                route ->
                        route.rule().kind() == Rule.Kind.ENDPOINT
                                && route.rule().defaults().size() > matched.rule().defaults().size()
                                && route.argumentNames().equals(matched.argumentNames()));
    }

    private Optional<Route.Built> first(
            Route<E> matched,
            Map<String, Object> values,
            String method,
            Predicate<Route<E>> condition) {
        return matched.rule()
                .endpoint()
                .flatMap(
                        endpoint ->
                                byEndpoint.getOrDefault(endpoint, List.of()).stream()
                                        .filter(condition)
                                        .filter(route -> route.suits(values, Optional.of(method)))
                                        .flatMap(route -> attempt(route, values).stream())
                                        .findFirst());
    }

    private static Optional<Route.Built> attempt(Route<?> route, Map<String, Object> values) {
        try {
            return Optional.of(route.build(values));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // The address as requested is as good then.
        }
    }

    /** A hint for the reader of the message, where endpoints are names. */
    private String nearest(E endpoint) {
        if (!(endpoint instanceof CharSequence)) {
            return "";
        }
        String wanted = endpoint.toString();
        Map<String, Integer> distances = new HashMap<>();
        byEndpoint
                .keySet()
                .forEach(e -> distances.put(e.toString(), distance(wanted, e.toString())));
        return distances.entrySet().stream()
                .min(
                        Map.Entry.<String, Integer>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey()))
                .filter(entry -> entry.getValue() <= wanted.length() / 2)
                .map(entry -> "; did you mean " + entry.getKey() + "?")
                .orElse("");
    }

    /** Levenshtein's. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
