package gateway.toolkit.routing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What stands between the parentheses of a placeholder: {@code <any(a, b):x>}, {@code
 * <int(min=1):x>}.
 *
 * @param positional the ones without a name, in order
 * @param named the ones with a name
 */
public record ConverterArguments(List<String> positional, Map<String, String> named) {
    /** Copies both. */
    public ConverterArguments {
        positional = List.copyOf(positional);
        named = Map.copyOf(named);
    }

    /**
     * Refuses names that the converter does not know, and more unnamed ones than it takes.
     *
     * @param mostPositional how many unnamed ones there may be
     * @param names the known ones
     * @throws IllegalArgumentException if there are others
     */
    public void allow(int mostPositional, Set<String> names) {
        if (positional.size() > mostPositional || !names.containsAll(named.keySet())) {
            throw new IllegalArgumentException("arguments " + this + ", known are " + names);
        }
    }

    /**
     * {@return a whole number; empty if it is not given}
     *
     * @param name of the argument
     * @throws IllegalArgumentException if it is none
     */
    public Optional<Long> integer(String name) {
        return text(name).map(Long::valueOf);
    }

    /**
     * {@return a number; empty if it is not given}
     *
     * @param name of the argument
     * @throws IllegalArgumentException if it is none
     */
    public Optional<Double> number(String name) {
        return text(name).map(Double::valueOf);
    }

    /**
     * {@return true exactly if it is given as {@code true} or {@code True}}
     *
     * @param name of the argument
     */
    public boolean flag(String name) {
        return text(name).map(value -> value.equalsIgnoreCase("true")).orElse(false);
    }

    /**
     * {@return the text of an argument; empty if it is not given}
     *
     * @param name of the argument
     */
    public Optional<String> text(String name) {
        return Optional.ofNullable(named.get(name));
    }
}
