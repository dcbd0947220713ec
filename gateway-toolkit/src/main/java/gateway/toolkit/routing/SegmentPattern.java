package gateway.toolkit.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Literal text with placeholders in it: one segment of a path, the rest of a path, or a host.
 *
 * <p>A match costs at most (placeholders × length) steps. From right to left it is noted for each
 * placeholder at which places it can end so that the rest still fits; from left to right each one
 * then takes the last of these places, or the first if it spans segments. Nothing is tried twice.
 *
 * @param literals one more than there are placeholders; may be empty texts
 * @param converters of the placeholders, one or more
 */
record SegmentPattern(List<String> literals, List<Converter<?>> converters)
        implements Comparable<SegmentPattern> {
    /** More literal pieces, longer ones, more placeholders, lower weights. */
    private static final Comparator<SegmentPattern> ORDER =
            Comparator.comparingLong(
                            (SegmentPattern p) ->
                                    -p.literals.stream().filter(text -> !text.isEmpty()).count())
                    .thenComparingInt(p -> -p.literals.stream().mapToInt(String::length).sum())
                    .thenComparingInt(p -> -p.converters.size())
                    .thenComparing(
                            p -> p.converters.stream().mapToInt(Converter::weight).toArray(),
                            Arrays::compare);

    SegmentPattern {
        literals = List.copyOf(literals);
        converters = List.copyOf(converters);
    }

    String prefix() {
        return literals.get(0);
    }

    String suffix() {
        return literals.get(literals.size() - 1);
    }

    boolean spansSegments() {
        return converters.stream().anyMatch(Converter::spansSegments);
    }

    @Override
    public int compareTo(SegmentPattern other) {
        return ORDER.compare(this, other);
    }

    /** The values of the placeholders; empty if the text does not fit or a value is refused. */
    Optional<List<Object>> match(String text) {
        Optional<List<String>> texts = split(text);
        if (texts.isEmpty()) {
            return Optional.empty();
        }
        List<Object> values = new ArrayList<>(converters.size());
        for (int i = 0; i < converters.size(); i++) {
            Optional<?> value = converters.get(i).parse(PathText.release(texts.get().get(i)));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return Optional.of(values);
    }

    /** Where each placeholder's text is, by allowed characters and lengths alone. */
    Optional<List<String>> split(String text) {
        int limit = text.length() - suffix().length();
        if (prefix().length() > limit || !text.startsWith(prefix()) || !text.endsWith(suffix())) {
            return Optional.empty();
        }
        int count = converters.size();
        List<Ends> ends = new ArrayList<>();
        boolean[] fits = new boolean[limit + 1];
        fits[limit] = true;
        for (int i = count - 1; i >= 0; i--) {
            Ends here = new Ends(converters.get(i), text, fits);
            ends.add(0, here);
            if (i > 0) {
                fits = here.starts(literals.get(i), text);
            }
        }
        List<String> texts = new ArrayList<>(count);
        int from = prefix().length();
        for (int i = 0; i < count; i++) {
            int to = ends.get(i).choose(from);
            if (to < 0) {
                return Optional.empty(); // Only the first can fail: the others were noted to fit.
            }
            texts.add(text.substring(from, to));
            from = to + literals.get(i + 1).length();
        }
        return Optional.of(texts);
    }

    /** Where one placeholder may end, for each place where it may start. */
    private static final class Ends {
        private final Converter<?> converter;
        private final String text;

        /** The nearest place at or before the index where the rest fits, -1 for none. */
        private final int[] last;

        /** The nearest place at or after the index where the rest fits, -1 for none. */
        private final int[] first;

        /** Where the allowed characters from the index on end. */
        private final int[] run;

        Ends(Converter<?> converter, String text, boolean[] fits) {
            this.converter = converter;
            this.text = text;
            int limit = fits.length - 1;
            last = new int[limit + 1];
            first = new int[limit + 1];
            run = new int[limit + 1];
            for (int i = 0; i <= limit; i++) {
                last[i] = fits[i] ? i : i == 0 ? -1 : last[i - 1];
            }
            for (int i = limit; i >= 0; i--) {
                first[i] = fits[i] ? i : i == limit ? -1 : first[i + 1];
                run[i] = i == limit || !allows(text.charAt(i)) ? i : run[i + 1];
            }
        }

        private boolean allows(char c) {
            return c == '/'
                    ? converter.spansSegments()
                    : converter.allows(c == PathText.ENCODED_SLASH ? '/' : c);
        }

        /** The end of a text that starts at {@code from}, or -1. */
        int choose(int from) {
            int limit = run.length - 1;
            boolean spans = converter.spansSegments();
            if (from >= limit
                    || converter.minLength() > limit - from
                    || (spans && PathText.release(text.substring(from, from + 1)).equals("/"))) {
                return -1;
            }
            int least = from + converter.minLength();
            int most = (int) Math.min(run[from], (long) from + converter.maxLength());
            int end = spans ? first[least] : most < 0 ? -1 : last[most];
            return end >= least && end <= most ? end : -1;
        }

        /** Where a literal may stand so that this placeholder fits after it. */
        boolean[] starts(String literal, String text) {
            boolean[] starts = new boolean[run.length];
            for (int i = 0; i + literal.length() < run.length; i++) {
                starts[i] = text.startsWith(literal, i) && choose(i + literal.length()) >= 0;
            }
            return starts;
        }
    }
}
