package gateway.toolkit.http;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what becomes of a conditional request (RFC 9110 sections 13.2.2 and 14.2).
 *
 * <pre>
 * 1  If-Match              no tag is the current one, strongly    → 412
 * 2  If-Unmodified-Since   only without 1: changed since          → 412
 * 3  If-None-Match         a tag is the current one, weakly       → 304 for GET and HEAD, else 412
 * 4  If-Modified-Since     only without 3, GET, HEAD: not changed → 304
 * 5  Range                 GET only, and If-Range holds           → 206, or 416 if no octet is there
 * 6                                                               → 200
 * </pre>
 *
 * <p>Ask only for requests that would otherwise succeed: a 404 stays one whatever its conditions.
 */
public final class Preconditions {
    /** A selection that falls into more parts than this is answered as a whole. */
    public static final int MOST_PARTS = 50;

    private static final Set<String> UNCONDITIONAL = Set.of("CONNECT", "OPTIONS", "TRACE");

    private Preconditions() {}

    /**
     * Decides.
     *
     * @param conditions of the request
     * @param current what the server knows of the current state
     * @return what to answer
     */
    public static Outcome evaluate(Conditions conditions, Representation current) {
        if (UNCONDITIONAL.contains(conditions.method())) {
            return new Outcome.Complete();
        }
        if (isChanged(conditions, current)) {
            return new Outcome.PreconditionFailed();
        }
        if (isKnown(conditions, current)) {
            return isRead(conditions)
                    ? new Outcome.NotModified()
                    : new Outcome.PreconditionFailed();
        }
        return part(conditions, current).orElseGet(Outcome.Complete::new);
    }

    private static boolean isRead(Conditions conditions) {
        return conditions.method().equals("GET") || conditions.method().equals("HEAD");
    }

    /** Steps 1 and 2. */
    private static boolean isChanged(Conditions conditions, Representation current) {
        Optional<EntityTags> wanted = conditions.ifMatch();
        if (wanted.isPresent()) {
            return !current.exists()
                    || (!wanted.get().any()
                            && current.tag().filter(wanted.get()::containsStrong).isEmpty());
        }
        Optional<Instant> since = conditions.ifUnmodifiedSince();
        return since.isPresent()
                && current.lastModified().filter(time -> time.isAfter(since.get())).isPresent();
    }

    /** Steps 3 and 4. */
    private static boolean isKnown(Conditions conditions, Representation current) {
        Optional<EntityTags> known = conditions.ifNoneMatch();
        if (known.isPresent()) {
            return current.exists()
                    && (known.get().any()
                            || current.tag().filter(known.get()::containsWeak).isPresent());
        }
        Optional<Instant> since = conditions.ifModifiedSince();
        return isRead(conditions)
                && since.isPresent()
                && current.lastModified().filter(time -> !time.isAfter(since.get())).isPresent();
    }

    /** Step 5. */
    private static Optional<Outcome> part(Conditions conditions, Representation current) {
        boolean asked = conditions.method().equals("GET") && conditions.range().isPresent();
        // Nothing is both a part of an empty representation and less than it.
        if (!asked || current.length().orElse(0) == 0 || !isSameForRange(conditions, current)) {
            return Optional.empty();
        }
        long length = current.length().getAsLong();
        List<ByteRange> ranges = conditions.range().get().select(length);
        if (ranges.isEmpty()) {
            return Optional.of(new Outcome.RangeNotSatisfiable(ContentRange.unsatisfied(length)));
        }
        return ranges.size() > MOST_PARTS
                ? Optional.empty()
                : Optional.of(new Outcome.Partial(ranges, length));
    }

    private static boolean isSameForRange(Conditions conditions, Representation current) {
        return conditions.ifRange().isEmpty()
                || conditions.ifRange().get().matches(current.tag(), current.lastModified());
    }
}
