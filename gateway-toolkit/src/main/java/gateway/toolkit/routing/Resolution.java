package gateway.toolkit.routing;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What routes say about a request.
 *
 * @param <E> the type of endpoints
 */
public sealed interface Resolution<E> {
    /**
     * A rule matches.
     *
     * @param endpoint of the rule
     * @param arguments of the placeholders, and its defaults
     * @param rule that matched
     * @param <E> the type of endpoints
     */
    record Match<E>(E endpoint, Arguments arguments, Rule<E> rule) implements Resolution<E> {}

    /**
     * The resource has another address on this site: a 308, which keeps method and body.
     *
     * @param location a path with one slash at its beginning, or a URL with the site's scheme and a
     *     host that a rule names; always ASCII
     * @param <E> the type of endpoints
     */
    record Redirect<E>(String location) implements Resolution<E> {
        /** RFC 9110 §15.4.9. */
        public static final int STATUS = 308;
    }

    /**
     * Rules match, but for other methods only.
     *
     * @param allowed the methods of all of them; unmodifiable
     * @param <E> the type of endpoints
     */
    record MethodNotAllowed<E>(SortedSet<String> allowed) implements Resolution<E> {
        /** Copies the set. */
        public MethodNotAllowed {
            allowed = Collections.unmodifiableSortedSet(new TreeSet<>(allowed));
        }
    }

    /**
     * No rule matches.
     *
     * @param <E> the type of endpoints
     */
    record NotFound<E>() implements Resolution<E> {}
}
