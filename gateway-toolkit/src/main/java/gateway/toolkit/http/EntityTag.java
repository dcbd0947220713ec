package gateway.toolkit.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Names one state of a representation: {@code "xyzzy"}, or {@code W/"xyzzy"} if states that mean
 * the same may share it (RFC 9110 section 8.8.3).
 *
 * @param value what stands between the quotation marks: visible characters without quotation marks
 * @param weak whether the octets may differ
 */
public record EntityTag(String value, boolean weak) {
    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if it has a blank, a control character or a quotation mark
     */
    public EntityTag {
        for (int i = 0; i < value.length(); i++) {
            if (!isTagChar(value.charAt(i))) {
                throw new IllegalArgumentException("not a character of an entity tag, at " + i);
            }
        }
    }

    static boolean isTagChar(char c) {
        return c > ' ' && c != '"' && c != 0x7F;
    }

    /**
     * {@return a tag for exactly the same octets}
     *
     * @param value visible characters without quotation marks
     * @throws IllegalArgumentException if there are others
     */
    public static EntityTag strong(String value) {
        return new EntityTag(value, false);
    }

    /**
     * {@return a tag for the same meaning}
     *
     * @param value visible characters without quotation marks
     * @throws IllegalArgumentException if there are others
     */
    public static EntityTag weak(String value) {
        return new EntityTag(value, true);
    }

    /**
     * {@return a strong tag computed from content: 128 bits of its SHA-256, 22 characters}
     *
     * @param content all octets of the representation
     */
    public static EntityTag ofContent(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return strong(
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(Arrays.copyOf(digest, 16)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /**
     * Reads a field value.
     *
     * @param text anything
     * @return the tag, if this is one and nothing else; quotation marks may be missing
     */
    public static Optional<EntityTag> parse(String text) {
        String trimmed = HttpChars.trim(text);
        boolean weak = trimmed.startsWith("W/") || trimmed.startsWith("w/");
        String tag = weak ? trimmed.substring(2) : trimmed;
        boolean quoted = tag.length() > 1 && tag.startsWith("\"") && tag.endsWith("\"");
        String value = quoted ? tag.substring(1, tag.length() - 1) : tag;
        boolean valid = quoted || (!value.isEmpty() && value.indexOf(',') < 0);
        return valid && value.chars().allMatch(c -> isTagChar((char) c))
                ? Optional.of(new EntityTag(value, weak))
                : Optional.empty();
    }

    /**
     * {@return whether both are strong and the same: needed where octets of two answers are put
     * together or a state is overwritten}
     *
     * @param other another tag
     */
    public boolean strongEquals(EntityTag other) {
        return !weak && !other.weak && value.equals(other.value);
    }

    /**
     * {@return whether both are the same apart from weakness: enough to say that nothing changed}
     *
     * @param other another tag
     */
    public boolean weakEquals(EntityTag other) {
        return value.equals(other.value);
    }

    /** {@return the field value} */
    public String headerValue() {
        return (weak ? "W/\"" : "\"") + value + "\"";
    }
}
