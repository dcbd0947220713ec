package gateway.toolkit.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What tells one state of a file from another without reading it, and the validators that follow
 * (RFC 9110 section 8.8).
 *
 * @param name the last segment of its path
 * @param length octets
 * @param modified when it was last changed
 */
public record FileState(String name, long length, Instant modified) {
    /**
     * {@return the tag: 22 characters, 128 bits of the SHA-256 of {@code <seconds>.<nanoseconds>
     * <octets> <name>}}
     *
     * <p>It is weak in the second of the change: until that has passed, the file may change once
     * more without another time (RFC 9110 section 8.8.1).
     *
     * @param now the time of the answer
     */
    public EntityTag tag(Instant now) {
        String state =
                "%d.%09d %d %s"
                        .formatted(modified.getEpochSecond(), modified.getNano(), length, name);
        EntityTag tag = EntityTag.ofContent(state.getBytes(StandardCharsets.UTF_8));
        return isOfThisSecond(now) ? EntityTag.weak(tag.value()) : tag;
    }

    /**
     * {@return the date of the change; empty while its second has not passed, and for a time that
     * has not come (RFC 9110 section 8.8.2.1)}
     *
     * @param now the time of the answer
     */
    public Optional<Instant> lastModified(Instant now) {
        Instant second = modified.truncatedTo(ChronoUnit.SECONDS);
        boolean passed = second.isBefore(now.truncatedTo(ChronoUnit.SECONDS));
        // Files can have times for which HTTP has no date.
        return passed && !second.isBefore(Instant.EPOCH) ? Optional.of(second) : Optional.empty();
    }

    private boolean isOfThisSecond(Instant now) {
        return !modified.truncatedTo(ChronoUnit.SECONDS)
                        .isBefore(now.truncatedTo(ChronoUnit.SECONDS))
                && modified.isBefore(now.plusSeconds(1));
    }
}
