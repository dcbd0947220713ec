package gateway.toolkit.http;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Under which condition a range is wanted and not the whole: {@code If-Range} (RFC 9110 section
 * 13.1.5).
 *
 * @param tag the state that the client has a part of
 * @param date its date, used if there is no tag
 */
public record IfRange(Optional<EntityTag> tag, Optional<Instant> date) {
    /**
     * Reads a field value.
     *
     * @param text anything
     * @return a tag, a date, or a condition that is never fulfilled
     */
    public static IfRange parse(String text) {
        Optional<Instant> date = HttpDate.parse(text);
        return new IfRange(date.isPresent() ? Optional.empty() : EntityTag.parse(text), date);
    }

    /**
     * {@return whether the client's part belongs to the current state}
     *
     * @param currentTag compared strongly
     * @param lastModified compared for equality in seconds
     */
    public boolean matches(Optional<EntityTag> currentTag, Optional<Instant> lastModified) {
        if (tag.isPresent()) {
            return currentTag.filter(tag.get()::strongEquals).isPresent();
        }
        return date.isPresent()
                && lastModified.map(each -> each.truncatedTo(ChronoUnit.SECONDS)).equals(date);
    }

    /** {@return the field value; empty for the condition that is never fulfilled} */
    public String headerValue() {
        return tag.map(EntityTag::headerValue).or(() -> date.map(HttpDate::format)).orElse("");
    }
}
