package gateway.toolkit.validator;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The whole environ: as the caller hands it over, and as the callee leaves it. */
final class EnvironCheck {
    private EnvironCheck() {}

    /** Checks what the caller put there. */
    static void check(Map<String, Object> environ, Journal journal) {
        // Unlike Map.of(), it can be asked for a null key.
        checkEach(environ, Collections.emptyMap(), journal.caller());
        EnvironReader reader = new EnvironReader(environ, journal.caller());
        EnvironTarget.check(reader, journal.isOutermost());
        EnvironHeaders.check(reader);
        EnvironServer.check(reader);
    }

    /** Remembers what is there before the callee is called. */
    static Map<String, Object> before(Map<String, Object> environ) {
        return new HashMap<>(environ);
    }

    /** Checks what the callee added or replaced (ENV-2, ENV-3, EXT-1). */
    static void checkAdded(
            Map<String, Object> before, Map<String, Object> environ, Journal journal) {
        checkEach(environ, before, journal.callee());
    }

    private static void checkEach(
            Map<String, Object> environ, Map<String, Object> known, Complaints guilty) {
        for (Map.Entry<?, ?> entry : environ.entrySet()) {
            Object key = entry.getKey();
            Object value = entry.getValue();
            if (!known.containsKey(key) || !Objects.equals(known.get(key), value)) {
                EnvironKeys.check(key, value, environ, guilty);
            }
        }
    }
}
