package gateway.toolkit.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Supplier;

/**
 * One search of a path in a tree of rules.
 *
 * <p>At each node the segment is looked up as fixed text, then the patterns that fit are tried, the
 * best first, then those for the rest of the path. Going back is possible, but as the tree has one
 * way to each node, no node is visited twice: a search is bounded by the part of the tree that fits
 * the path, whatever the path is.
 */
final class Walk<E> {
    /** How a search ended well. */
    sealed interface Found<E> {}

    /** A rule matches. */
    record Hit<E>(Route<E> route, List<Object> values) implements Found<E> {}

    /** A rule would match with one more slash. */
    record SlashMissing<E>() implements Found<E> {}

    private record Rest<E>(PatternIndex.Entry<Node<E>> entry, String text, boolean slash) {}

    private final String method;
    private final String text;
    private final List<Integer> starts = new ArrayList<>();
    private final boolean slash;
    private final List<Object> values = new ArrayList<>();
    private final SortedSet<String> allowed;
    private final StepCounter steps;

    /**
     * Prepares a search.
     *
     * @param path {@code ""} or {@code "/…"}
     * @param allowed takes the methods of rules that match but for the method
     */
    Walk(
            String path,
            String method,
            List<Object> hostValues,
            SortedSet<String> allowed,
            StepCounter steps) {
        this.method = method;
        this.allowed = allowed;
        this.steps = steps;
        slash = path.endsWith("/");
        text = slash ? path.substring(0, path.length() - 1) : path;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '/') {
                starts.add(i + 1);
            }
        }
        values.addAll(hostValues);
    }

    Optional<Found<E>> from(Node<E> root) {
        return visit(root, 0);
    }

    private Optional<Found<E>> visit(Node<E> node, int depth) {
        steps.step();
        if (depth == starts.size()) {
            return end(node, slash);
        }
        int start = starts.get(depth);
        int end = depth + 1 < starts.size() ? starts.get(depth + 1) - 1 : text.length();
        String segment = text.substring(start, end);
        Node<E> next = node.fixed.get(segment);
        if (next != null) {
            Optional<Found<E>> found = visit(next, depth + 1);
            if (found.isPresent()) {
                return found;
            }
        }
        if (!node.dynamic.isEmpty() && !PathText.hasDotSegment(segment)) {
            for (PatternIndex.Entry<Node<E>> entry : node.dynamic.candidates(segment, steps)) {
                Optional<Found<E>> found =
                        follow(entry, segment, () -> visit(entry.target(), depth + 1));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return node.rest.isEmpty() ? Optional.empty() : visitRest(node, text.substring(start));
    }

    private Optional<Found<E>> visitRest(Node<E> node, String rest) {
        if (PathText.hasDotSegment(rest)) {
            return Optional.empty();
        }
        List<Rest<E>> candidates = new ArrayList<>();
        if (!slash || !rest.endsWith("/")) {
            node.rest
                    .candidates(rest, steps)
                    .forEach(entry -> candidates.add(new Rest<>(entry, rest, slash)));
        }
        if (slash) {
            // A placeholder at the end of a leaf takes the slash as a part of its value.
            node.rest
                    .candidates(rest + "/", steps)
                    .forEach(entry -> candidates.add(new Rest<>(entry, rest + "/", false)));
            candidates.sort(Comparator.comparing(candidate -> candidate.entry().pattern()));
        }
        for (Rest<E> candidate : candidates) {
            Node<E> target = candidate.entry().target();
            Optional<Found<E>> found =
                    follow(
                            candidate.entry(),
                            candidate.text(),
                            () ->
                                    slash && !candidate.slash()
                                            ? first(target.leaves)
                                            : end(target, slash));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Found<E>> follow(
            PatternIndex.Entry<Node<E>> entry, String part, Supplier<Optional<Found<E>>> further) {
        steps.step();
        Optional<List<Object>> matched = entry.pattern().match(part);
        if (matched.isEmpty()) {
            return Optional.empty();
        }
        int size = values.size();
        values.addAll(matched.get());
        Optional<Found<E>> found = further.get();
        values.subList(size, values.size()).clear();
        return found;
    }

    private Optional<Found<E>> end(Node<E> node, boolean withSlash) {
        Optional<Found<E>> exact = first(withSlash ? node.branches : node.leaves);
        if (exact.isPresent()) {
            return exact;
        }
        for (Route<E> route : withSlash ? node.leaves : node.branches) {
            if (!route.rule().allows(method)) {
                if (!route.strict()) {
                    allowed.addAll(route.rule().methods());
                }
            } else if (!route.strict()) {
                return Optional.of(hit(route));
            } else if (!withSlash) {
                return Optional.of(new SlashMissing<>());
            }
        }
        return Optional.empty();
    }

    private Optional<Found<E>> first(List<Route<E>> routes) {
        for (Route<E> route : routes) {
            if (route.rule().allows(method)) {
                return Optional.of(hit(route));
            }
            allowed.addAll(route.rule().methods());
        }
        return Optional.empty();
    }

    private Found<E> hit(Route<E> route) {
        return new Hit<>(route, List.copyOf(values));
    }
}
