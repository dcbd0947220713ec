package gateway.toolkit.http;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a server knows of the current state of a resource before it answers.
 *
 * @param exists whether there is a current state; a PUT may be about to make the first
 * @param tag its entity tag
 * @param lastModified when it was last changed, without parts of a second. Leave it out while that
 *     second has not passed: what changes twice in it has one date
 * @param length octets that a complete answer has; empty if not known, and then no range is served
 */
public record Representation(
        boolean exists,
        Optional<EntityTag> tag,
        Optional<Instant> lastModified,
        OptionalLong length) {
    /** There is no current state. */
    public static final Representation NONE =
            new Representation(false, Optional.empty(), Optional.empty(), OptionalLong.empty());

    /** There is one, and nothing is known of it. */
    public static final Representation UNKNOWN =
            new Representation(true, Optional.empty(), Optional.empty(), OptionalLong.empty());

    /**
     * Cuts parts of a second off the date, and checks the length.
     *
     * @throws IllegalArgumentException if the length is negative
     */
    public Representation {
        lastModified = lastModified.map(time -> time.truncatedTo(ChronoUnit.SECONDS));
        if (length.orElse(0) < 0) {
            throw new IllegalArgumentException("negative length: " + length.getAsLong());
        }
    }

    /**
     * {@return a state of known length}
     *
     * @param length in octets, 0 or more
     */
    public static Representation ofLength(long length) {
        return new Representation(
                true, Optional.empty(), Optional.empty(), OptionalLong.of(length));
    }

    /**
     * {@return the same with this tag}
     *
     * @param newTag an entity tag
     */
    public Representation withTag(EntityTag newTag) {
        return new Representation(exists, Optional.of(newTag), lastModified, length);
    }

    /**
     * {@return the same with this date}
     *
     * @param time when it was last changed
     */
    public Representation withLastModified(Instant time) {
        return new Representation(exists, tag, Optional.of(time), length);
    }
}
