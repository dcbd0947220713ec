package gateway.toolkit.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The octet ranges that a {@code Range} field asks for, before the length is known (RFC 9110
 * section 14.1.2).
 *
 * @param specs in their order, 1 to {@value #MOST_SPECS}
 */
public record RangeSet(List<Spec> specs) {
    /** A request with more is not answered in parts. */
    public static final int MOST_SPECS = 200;

    /** One range as it was asked for. */
    public sealed interface Spec {
        /**
         * {@return the octets of a representation, if there are any}
         *
         * @param length of the representation, 0 or more
         */
        Optional<ByteRange> select(long length);

        /** {@return as it is written} */
        String text();
    }

    /**
     * {@code 5-9}.
     *
     * @param first 0 or more
     * @param last not less than {@code first}
     */
    public record Between(long first, long last) implements Spec {
        /**
         * Checks the order.
         *
         * @throws IllegalArgumentException if there would be no octet
         */
        public Between {
            if (first < 0 || last < first) {
                throw new IllegalArgumentException("no range: " + first + "-" + last);
            }
        }

        @Override
        public Optional<ByteRange> select(long length) {
            return first < length
                    ? Optional.of(new ByteRange(first, Math.min(last, length - 1)))
                    : Optional.empty();
        }

        @Override
        public String text() {
            return first + "-" + last;
        }
    }

    /**
     * {@code 5-}.
     *
     * @param first 0 or more
     */
    public record From(long first) implements Spec {
        /**
         * Checks the number.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public From {
            if (first < 0) {
                throw new IllegalArgumentException("negative: " + first);
            }
        }

        @Override
        public Optional<ByteRange> select(long length) {
            return first < length
                    ? Optional.of(new ByteRange(first, length - 1))
                    : Optional.empty();
        }

        @Override
        public String text() {
            return first + "-";
        }
    }

    /**
     * {@code -5}: the last five.
     *
     * @param count 0 or more
     */
    public record Suffix(long count) implements Spec {
        /**
         * Checks the number.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Suffix {
            if (count < 0) {
                throw new IllegalArgumentException("negative: " + count);
            }
        }

        @Override
        public Optional<ByteRange> select(long length) {
            return count > 0 && length > 0
                    ? Optional.of(new ByteRange(Math.max(0, length - count), length - 1))
                    : Optional.empty();
        }

        @Override
        public String text() {
            return "-" + count;
        }
    }

    /**
     * Checks the number of ranges.
     *
     * @throws IllegalArgumentException if there is none, or too many
     */
    public RangeSet {
        specs = List.copyOf(specs);
        if (specs.isEmpty() || specs.size() > MOST_SPECS) {
            throw new IllegalArgumentException(specs.size() + " ranges");
        }
    }

    /**
     * Reads a field value.
     *
     * @param text anything
     * @return the ranges; empty if the field must be ignored: another unit than octets, one range
     *     that is malformed, or too many of them
     */
    public static Optional<RangeSet> parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 0 || !HttpChars.lower(text.substring(0, equals)).equals("bytes")) {
            return Optional.empty();
        }
        String set = text.substring(equals + 1);
        if (set.isEmpty() || HttpChars.isBlank(set.charAt(0))) {
            return Optional.empty();
        }
        List<Spec> specs = new ArrayList<>();
        int start = 0;
        while (start <= set.length()) {
            int comma = set.indexOf(',', start);
            int end = comma < 0 ? set.length() : comma;
            String element = HttpChars.trim(set.substring(start, end));
            start = end + 1;
            if (!element.isEmpty()) {
                Optional<Spec> spec = spec(element);
                if (spec.isEmpty() || specs.size() == MOST_SPECS) {
                    return Optional.empty();
                }
                specs.add(spec.get());
            }
        }
        return specs.isEmpty() ? Optional.empty() : Optional.of(new RangeSet(specs));
    }

    private static Optional<Spec> spec(String text) {
        int hyphen = text.indexOf('-');
        if (hyphen < 0) {
            return Optional.empty();
        }
        OptionalLong first = HttpChars.number(text.substring(0, hyphen));
        OptionalLong last = HttpChars.number(text.substring(hyphen + 1));
        if (first.isPresent() && last.isPresent()) {
            return first.getAsLong() <= last.getAsLong()
                    ? Optional.of(new Between(first.getAsLong(), last.getAsLong()))
                    : Optional.empty();
        }
        if (first.isPresent() && hyphen == text.length() - 1) {
            return Optional.of(new From(first.getAsLong()));
        }
        return last.isPresent() && hyphen == 0
                ? Optional.of(new Suffix(last.getAsLong()))
                : Optional.empty();
    }

    /**
     * Applies the ranges to a representation.
     *
     * @param length its length in octets, 0 or more
     * @return the octets to send, each at most once: in the order asked for, or, if some overlapped
     *     or touched and were put together, in ascending order; empty if none can be satisfied
     */
    public List<ByteRange> select(long length) {
        List<ByteRange> asked =
                specs.stream().flatMap(spec -> spec.select(length).stream()).toList();
        List<ByteRange> merged = merge(asked);
        return merged.size() == asked.size() ? asked : merged;
    }

    private static List<ByteRange> merge(List<ByteRange> ranges) {
        List<ByteRange> sorted = new ArrayList<>(ranges);
        sorted.sort(Comparator.comparingLong(ByteRange::first));
        List<ByteRange> merged = new ArrayList<>();
        for (ByteRange next : sorted) {
            int top = merged.size() - 1;
            if (top >= 0 && next.first() <= merged.get(top).last() + 1) {
                ByteRange before = merged.get(top);
                long last = Math.max(before.last(), next.last());
                merged.set(top, new ByteRange(before.first(), last));
            } else {
                merged.add(next);
            }
        }
        return List.copyOf(merged);
    }

    /** {@return the field value} */
    public String headerValue() {
        return specs.stream().map(Spec::text).collect(Collectors.joining(", ", "bytes=", ""));
    }
}
