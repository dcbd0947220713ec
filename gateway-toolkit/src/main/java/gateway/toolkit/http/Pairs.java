package gateway.toolkit.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Names and values in the order in which they came, each name any number of times: a query, a form,
 * cookies. Case matters.
 *
 * @param list in order
 */
public record Pairs(List<Pairs.Pair> list) implements Iterable<Pairs.Pair> {
    /**
     * One name with one value.
     *
     * @param name any text
     * @param value any text
     */
    public record Pair(String name, String value) {}

    /** No pair at all. */
    public static final Pairs EMPTY = new Pairs(List.of());

    /** Copies the list. */
    public Pairs {
        list = List.copyOf(list);
    }

    /**
     * {@return names and values}
     *
     * @param namesAndValues by turns
     * @throws IllegalArgumentException if the last name has no value
     */
    public static Pairs of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("the last name has no value");
        }
        List<Pair> list = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            list.add(new Pair(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new Pairs(list);
    }

    /**
     * {@return the first value of a name}
     *
     * @param name as written
     */
    public Optional<String> first(String name) {
        return list.stream().filter(each -> each.name().equals(name)).map(Pair::value).findFirst();
    }

    /**
     * {@return all values of a name, in order}
     *
     * @param name as written
     */
    public List<String> all(String name) {
        return list.stream().filter(each -> each.name().equals(name)).map(Pair::value).toList();
    }

    /**
     * {@return whether there is a value of this name}
     *
     * @param name as written
     */
    public boolean has(String name) {
        return list.stream().anyMatch(each -> each.name().equals(name));
    }

    /** {@return each name once, in order} */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        list.forEach(each -> names.add(each.name()));
        return Collections.unmodifiableSet(names);
    }

    /** {@return the first value of each name, in order} */
    public Map<String, String> firsts() {
        Map<String, String> firsts = new LinkedHashMap<>();
        list.forEach(each -> firsts.putIfAbsent(each.name(), each.value()));
        return Collections.unmodifiableMap(firsts);
    }

    /** {@return whether there is no pair} */
    public boolean isEmpty() {
        return list.isEmpty();
    }

    /** {@return how many pairs there are} */
    public int size() {
        return list.size();
    }

    /**
     * {@return the same and one more}
     *
     * @param name any text
     * @param value any text
     */
    public Pairs with(String name, String value) {
        return new Pairs(Stream.concat(list.stream(), Stream.of(new Pair(name, value))).toList());
    }

    /**
     * {@return the same without a name}
     *
     * @param name as written
     */
    public Pairs without(String name) {
        return new Pairs(list.stream().filter(each -> !each.name().equals(name)).toList());
    }

    @Override
    public Iterator<Pair> iterator() {
        return list.iterator();
    }
}
