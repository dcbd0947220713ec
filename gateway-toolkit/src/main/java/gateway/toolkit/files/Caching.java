package gateway.toolkit.files;

import gateway.api.Header;
import gateway.toolkit.http.CacheControl;
import gateway.toolkit.http.EntityTag;
import gateway.toolkit.http.HttpDate;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What caches and clients are told of a file's state.
 *
 * @param tagged whether it has an entity tag
 * @param control sent as it is; {@code Expires} follows from its {@code max-age}
 */
record Caching(boolean tagged, CacheControl control) {
    /** {@return the header fields for an answer of this moment} */
    List<Header> headers(Instant now) {
        List<Header> headers = new ArrayList<>();
        String value = control.headerValue();
        if (!value.isEmpty()) {
            headers.add(new Header("Cache-Control", value));
        }
        control.maxAge()
                .ifPresent(
                        age -> headers.add(new Header("Expires", HttpDate.format(now.plus(age)))));
        return headers;
    }

    /**
     * {@return the tag: 22 characters, 128 bits of the SHA-256 of {@code <seconds>.<nanoseconds>
     * <octets> <name>}}
     *
     * <p>It is weak in the second of the change: until that has passed, the file may change once
     * more without another time (RFC 9110 section 8.8.1).
     */
    Optional<EntityTag> tag(OpenedFile file, Instant now) {
        if (!tagged) {
            return Optional.empty();
        }
        Instant modified = file.modified();
        String state =
                "%d.%09d %d %s"
                        .formatted(
                                modified.getEpochSecond(),
                                modified.getNano(),
                                file.length(),
                                file.name());
        EntityTag tag = EntityTag.ofContent(state.getBytes(StandardCharsets.UTF_8));
        return Optional.of(isOfThisSecond(modified, now) ? EntityTag.weak(tag.value()) : tag);
    }

    /**
     * {@return the date of the change; empty while its second has not passed, and for a time that
     * has not come (RFC 9110 section 8.8.2.1)}
     */
    static Optional<Instant> lastModified(OpenedFile file, Instant now) {
        Instant second = file.modified().truncatedTo(ChronoUnit.SECONDS);
        boolean passed = second.isBefore(now.truncatedTo(ChronoUnit.SECONDS));
        // Files can have times for which HTTP has no date.
        return passed && !second.isBefore(Instant.EPOCH) ? Optional.of(second) : Optional.empty();
    }

    private static boolean isOfThisSecond(Instant modified, Instant now) {
        return !modified.truncatedTo(ChronoUnit.SECONDS)
                        .isBefore(now.truncatedTo(ChronoUnit.SECONDS))
                && modified.isBefore(now.plusSeconds(1));
    }
}
