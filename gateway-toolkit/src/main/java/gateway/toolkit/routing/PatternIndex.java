package gateway.toolkit.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Patterns with what they lead to, found by the literal text at their beginning and their end.
 *
 * <p>Only patterns whose both ends fit are looked at, however many others there are. The look-ups
 * are at most as many as the text has characters, for the beginning and again for each beginning
 * that fits.
 *
 * @param <T> what a pattern leads to
 */
final class PatternIndex<T> {
    /** A pattern and what it leads to. */
    record Entry<T>(SegmentPattern pattern, T target, int order) {}

    private final Map<String, Map<String, List<Entry<T>>>> byEnds = new HashMap<>();
    private final TreeSet<Integer> prefixLengths = new TreeSet<>();
    private final Map<String, TreeSet<Integer>> suffixLengths = new HashMap<>();
    private int size;

    /** What the pattern leads to; made now if it is new. */
    T add(SegmentPattern pattern, Supplier<T> target) {
        List<Entry<T>> entries =
                byEnds.computeIfAbsent(pattern.prefix(), prefix -> new HashMap<>())
                        .computeIfAbsent(pattern.suffix(), suffix -> new ArrayList<>());
        for (Entry<T> entry : entries) {
            if (entry.pattern().equals(pattern)) {
                return entry.target();
            }
        }
        prefixLengths.add(pattern.prefix().length());
        suffixLengths
                .computeIfAbsent(pattern.prefix(), prefix -> new TreeSet<>())
                .add(pattern.suffix().length());
        Entry<T> entry = new Entry<>(pattern, target.get(), size++);
        entries.add(entry);
        return entry.target();
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The patterns whose ends fit, the best first. */
    List<Entry<T>> candidates(String text, StepCounter steps) {
        List<Entry<T>> found = new ArrayList<>();
        for (int length : prefixLengths.headSet(text.length(), true)) {
            steps.step();
            String prefix = text.substring(0, length);
            Map<String, List<Entry<T>>> bySuffix = byEnds.get(prefix);
            if (bySuffix != null) {
                addCandidates(text, prefix, bySuffix, found, steps);
            }
        }
        found.sort(
                Comparator.comparing((Entry<T> e) -> e.pattern()).thenComparingInt(Entry::order));
        return found;
    }

    private void addCandidates(
            String text,
            String prefix,
            Map<String, List<Entry<T>>> bySuffix,
            List<Entry<T>> found,
            StepCounter steps) {
        int room = text.length() - prefix.length();
        for (int length : suffixLengths.getOrDefault(prefix, new TreeSet<>()).headSet(room, true)) {
            steps.step();
            List<Entry<T>> entries = bySuffix.get(text.substring(text.length() - length));
            if (entries != null) {
                found.addAll(entries);
            }
        }
    }
}
