package gateway.toolkit.http;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The value of {@code If-Match} and {@code If-None-Match}: a list of tags, or {@code *} for any
 * state at all (RFC 9110 sections 13.1.1 and 13.1.2).
 *
 * @param any whether it is {@code *}; then there are no tags
 * @param tags in their order
 */
public record EntityTags(boolean any, List<EntityTag> tags) {
    /** {@code *}. */
    public static final EntityTags ANY = new EntityTags(true, List.of());

    /**
     * Copies the tags.
     *
     * @throws IllegalArgumentException if there are tags beside {@code *}
     */
    public EntityTags {
        tags = List.copyOf(tags);
        if (any && !tags.isEmpty()) {
            throw new IllegalArgumentException("tags beside *");
        }
    }

    /**
     * {@return a list of tags}
     *
     * @param tags in their order
     */
    public static EntityTags of(EntityTag... tags) {
        return new EntityTags(false, List.of(tags));
    }

    /**
     * Reads a field value.
     *
     * @param text anything
     * @return the tags in it, without elements that are none; quotation marks may be missing, a
     *     {@code *} counts only alone
     */
    public static EntityTags parse(String text) {
        if (HttpChars.trim(text).equals("*")) {
            return ANY;
        }
        List<EntityTag> tags = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = end(text, start);
            String element = HttpChars.trim(text.substring(start, end));
            if (!element.equals("*")) {
                EntityTag.parse(element).ifPresent(tags::add);
            }
            start = end + 1;
        }
        return new EntityTags(false, tags);
    }

    /** The next comma outside quotation marks; a backslash means nothing in a tag. */
    private static int end(String text, int start) {
        boolean quoted = false;
        int at = start;
        while (at < text.length() && (quoted || text.charAt(at) != ',')) {
            quoted ^= text.charAt(at) == '"';
            at++;
        }
        return at;
    }

    /**
     * {@return whether one of them is this by strong comparison; {@code *} has them all}
     *
     * @param tag the tag of the current state
     */
    public boolean containsStrong(EntityTag tag) {
        return any || tags.stream().anyMatch(tag::strongEquals);
    }

    /**
     * {@return whether one of them is this by weak comparison; {@code *} has them all}
     *
     * @param tag the tag of the current state
     */
    public boolean containsWeak(EntityTag tag) {
        return any || tags.stream().anyMatch(tag::weakEquals);
    }

    /** {@return the field value} */
    public String headerValue() {
        return any
                ? "*"
                : tags.stream().map(EntityTag::headerValue).collect(Collectors.joining(", "));
    }
}
