package gateway.toolkit.validator;

import java.util.Map;
import java.util.Optional;

/** Reads keys that must have a type, and complains where they are absent or have another one. */
final class EnvironReader {
    private final Map<String, Object> environ;
    private final Complaints caller;

    EnvironReader(Map<String, Object> environ, Complaints caller) {
        this.environ = environ;
        this.caller = caller;
    }

    Complaints caller() {
        return caller;
    }

    Iterable<Map.Entry<String, Object>> entries() {
        return environ.entrySet();
    }

    boolean has(String key) {
        return environ.containsKey(key);
    }

    /** The text of a key that must be there. */
    Optional<String> requiredText(String key, Clause clause) {
        checkPresent(key, clause);
        return text(key);
    }

    /** The text of a key; what is no text {@link EnvironKeys} has complained about. */
    Optional<String> text(String key) {
        return environ.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** The value of a key that must be there and have this type. */
    <T> Optional<T> required(String key, Class<T> type, Clause clause) {
        checkPresent(key, clause);
        return optional(key, type, clause);
    }

    /** The value of a key that must have this type if it is there. */
    <T> Optional<T> optional(String key, Class<T> type, Clause clause) {
        Object value = environ.get(key);
        if (value != null && !type.isInstance(value)) {
            caller.error(clause, key + " is no " + type.getSimpleName(), Shown.of(value));
        }
        return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
    }

    private void checkPresent(String key, Clause clause) {
        if (!environ.containsKey(key)) {
            caller.error(clause, key + " is absent", "");
        }
    }
}
