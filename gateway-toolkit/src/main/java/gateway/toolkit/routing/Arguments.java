package gateway.toolkit.routing;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the placeholders of a rule matched, together with its defaults.
 *
 * @param values by name, in the order of the rule; never null
 */
public record Arguments(Map<String, Object> values) {
    /** Copies the map. */
    public Arguments {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * {@return a value of a {@code string}, {@code path} or {@code any} placeholder}
     *
     * @param name of the placeholder
     * @throws IllegalArgumentException if there is none, or it is of another type
     */
    public String text(String name) {
        return get(name, String.class);
    }

    /**
     * {@return a value of an {@code int} placeholder}
     *
     * @param name of the placeholder
     * @throws IllegalArgumentException if there is none, or it is of another type
     */
    public long integer(String name) {
        return get(name, Long.class);
    }

    /**
     * {@return a value of a {@code float} placeholder}
     *
     * @param name of the placeholder
     * @throws IllegalArgumentException if there is none, or it is of another type
     */
    public double number(String name) {
        return get(name, Double.class);
    }

    /**
     * {@return a value of any type}
     *
     * @param name of the placeholder
     * @param type of the value, such as {@code UUID.class}
     * @param <T> the same
     * @throws IllegalArgumentException if there is none, or it is of another type
     */
    public <T> T get(String name, Class<T> type) {
        Object value = values.get(name);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(
                    "argument " + name + " is " + value + ", not a " + type.getSimpleName());
        }
        return type.cast(value);
    }
}
