package gateway.toolkit.http;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which octets of a representation an answer has, such as {@code bytes 0-9/100} (RFC 9110 section
 * 14.4).
 *
 * @param range the octets; empty in an answer 416, written {@code *}
 * @param length of the whole representation; empty if not known, written {@code *}
 */
public record ContentRange(Optional<ByteRange> range, OptionalLong length) {
    /**
     * Checks that something is said, and that the range is within the length.
     *
     * @throws IllegalArgumentException if not
     */
    public ContentRange {
        long end = length.orElse(Long.MAX_VALUE);
        if (end < 0 || (range.isEmpty() && length.isEmpty())) {
            throw new IllegalArgumentException("neither a range nor a length");
        }
        if (range.isPresent() && range.get().last() >= end) {
            throw new IllegalArgumentException("the range goes beyond the length");
        }
    }

    /**
     * {@return these octets of a representation}
     *
     * @param range the octets
     * @param length of the whole representation
     * @throws IllegalArgumentException if the range goes beyond it
     */
    public static ContentRange of(ByteRange range, long length) {
        return new ContentRange(Optional.of(range), OptionalLong.of(length));
    }

    /**
     * {@return what an answer 416 says}
     *
     * @param length of the whole representation
     */
    public static ContentRange unsatisfied(long length) {
        return new ContentRange(Optional.empty(), OptionalLong.of(length));
    }

    /**
     * Reads a field value.
     *
     * @param text anything
     * @return the range; empty if it is malformed, contradicts itself or has another unit
     */
    public static Optional<ContentRange> parse(String text) {
        FieldReader reader = new FieldReader(text);
        if (!HttpChars.lower(reader.token()).equals("bytes") || !reader.take(' ')) {
            return Optional.empty();
        }
        String numbers = text.substring(reader.position());
        int slash = numbers.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        String rangeText = numbers.substring(0, slash);
        String lengthText = numbers.substring(slash + 1);
        OptionalLong length = HttpChars.number(lengthText);
        Optional<ByteRange> range = range(rangeText);
        boolean rangeRead = range.isPresent() || rangeText.equals("*");
        boolean lengthRead = length.isPresent() || lengthText.equals("*");
        boolean says = range.isPresent() || length.isPresent();
        boolean fits = range.isEmpty() || range.get().last() < length.orElse(Long.MAX_VALUE);
        return rangeRead && lengthRead && says && fits
                ? Optional.of(new ContentRange(range, length))
                : Optional.empty();
    }

    private static Optional<ByteRange> range(String text) {
        int hyphen = text.indexOf('-');
        if (hyphen < 0) {
            return Optional.empty();
        }
        OptionalLong first = HttpChars.number(text.substring(0, hyphen));
        OptionalLong last = HttpChars.number(text.substring(hyphen + 1));
        return first.isPresent() && last.isPresent() && first.getAsLong() <= last.getAsLong()
                ? Optional.of(new ByteRange(first.getAsLong(), last.getAsLong()))
                : Optional.empty();
    }

    /** {@return the field value} */
    public String headerValue() {
        String octets = range.map(each -> each.first() + "-" + each.last()).orElse("*");
        String whole = length.isPresent() ? Long.toString(length.getAsLong()) : "*";
        return "bytes " + octets + "/" + whole;
    }
}
