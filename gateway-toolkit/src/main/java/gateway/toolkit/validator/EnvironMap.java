package gateway.toolkit.validator;

import java.util.Iterator;
import java.util.Map;

/** Whether environ supports every operation that changes a map (ENV-1). */
final class EnvironMap {
    private static final String PROBE = "gateway_toolkit.probe";

    private EnvironMap() {}

    /**
     * Adds and removes keys of its own in every way that leaves the others alone.
     *
     * @return whether they all worked
     */
    static boolean check(Map<String, Object> environ, Complaints caller) {
        String operation = "put";
        try {
            environ.put(PROBE, 1);
            operation = "replace";
            environ.replace(PROBE, 2);
            operation = "merge";
            environ.merge(PROBE, 3, (a, b) -> b);
            operation = "entrySet().iterator()";
            changeByIterator(environ);
            operation = "computeIfAbsent";
            environ.computeIfAbsent(PROBE, key -> 5);
            operation = "keySet().remove";
            environ.keySet().remove(PROBE);
            operation = "putAll";
            environ.putAll(Map.of(PROBE, 6));
            operation = "remove";
            environ.remove(PROBE);
        } catch (RuntimeException e) {
            caller.error(Clause.ENV_1, "environ does not support " + operation, Shown.of(e));
            return false;
        }
        if (environ.containsKey(PROBE)) {
            caller.error(Clause.ENV_1, "environ does not remove what is removed", "");
            return false;
        }
        return true;
    }

    private static void changeByIterator(Map<String, Object> environ) {
        Iterator<Map.Entry<String, Object>> entries = environ.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<String, Object> entry = entries.next();
            if (PROBE.equals(entry.getKey())) {
                entry.setValue(4);
                entries.remove();
            }
        }
    }
}
