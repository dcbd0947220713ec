package gateway.toolkit.session;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a browser brings back with each request: texts by name. Everybody who has the browser can
 * read it, nobody can change it.
 *
 * <p>Belongs to one request and its thread. It is saved by {@code start}: from then on it can be
 * read only.
 */
public final class Session {
    /** Where a session came from. */
    enum Origin {
        /** There was no cookie of ours. */
        NEW,
        /** A cookie that cannot be used, and could be deleted. */
        REFUSED,
        /** A cookie that is fine. */
        CURRENT,
        /** One signed with an older key, or past half of its time: it is written again. */
        AGEING
    }

    private final Map<String, String> values;
    private final Origin origin;
    private final Predicate<Map<String, String>> fits;
    private boolean changed;
    private boolean saved;

    Session(Map<String, String> values, Origin origin, Predicate<Map<String, String>> fits) {
        this.values = new LinkedHashMap<>(values);
        this.origin = origin;
        this.fits = fits;
    }

    /**
     * {@return a text, if there is one}
     *
     * @param name its name
     */
    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** {@return the names, in the order in which they came; unmodifiable, a copy} */
    public Set<String> names() {
        return Collections.unmodifiableSet(new LinkedHashMap<>(values).keySet());
    }

    /** {@return whether there is nothing in it} */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /**
     * Adds or replaces a text.
     *
     * @param name any text
     * @param value any text; all together have about 2900 octets in a cookie
     * @throws IllegalArgumentException if they would not fit into a cookie; then nothing is changed
     * @throws IllegalStateException after {@code start}
     */
    public void put(String name, String value) {
        checkOpen();
        Map<String, String> next = new LinkedHashMap<>(values);
        next.put(name, Objects.requireNonNull(value));
        if (!fits.test(next)) {
            throw new IllegalArgumentException("the session does not fit into a cookie");
        }
        changed |= !value.equals(values.put(name, value));
    }

    /**
     * Removes a text, if it is there.
     *
     * @param name its name
     * @throws IllegalStateException after {@code start}
     */
    public void remove(String name) {
        checkOpen();
        changed |= values.remove(name) != null;
    }

    /**
     * Removes everything: the browser forgets the session.
     *
     * @throws IllegalStateException after {@code start}
     */
    public void clear() {
        checkOpen();
        changed |= !values.isEmpty();
        values.clear();
    }

    private void checkOpen() {
        if (saved) {
            throw new IllegalStateException("the response is started, and the session saved");
        }
    }

    Map<String, String> values() {
        return values;
    }

    Origin origin() {
        return origin;
    }

    boolean isChanged() {
        return changed;
    }

    void save() {
        saved = true;
    }
}
