package gateway.toolkit.routing;

import gateway.toolkit.http.Pairs;
import gateway.toolkit.http.Query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes arguments as a query. */
final class QueryText {
    private QueryText() {}

    /** Names in the order of the map; an {@code Iterable} gives several, an empty one none. */
    static String of(Map<String, Object> values) {
        List<Pairs.Pair> pairs = new ArrayList<>();
        values.forEach(
                (name, value) -> {
                    if (value instanceof Iterable<?> several) {
                        several.forEach(one -> pairs.add(new Pairs.Pair(name, one.toString())));
                    } else {
                        pairs.add(new Pairs.Pair(name, value.toString()));
                    }
                });
        return Query.format(new Pairs(pairs));
    }
}
