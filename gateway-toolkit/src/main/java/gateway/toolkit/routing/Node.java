package gateway.toolkit.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A place in the tree of rules: those that have the same segments so far share it.
 *
 * <pre>
 *        users          &lt;int&gt;          (end)
 * root ─────────► node ─────────► node ────────► leaves, branches
 *    │ &lt;path&gt;
 *    └─────────► node: the rest of the path, whatever it is
 * </pre>
 */
final class Node<E> {
    /** By the text of the next segment. */
    final Map<String, Node<E>> fixed = new HashMap<>();

    /** By the pattern of the next segment. */
    final PatternIndex<Node<E>> dynamic = new PatternIndex<>();

    /** By the pattern of all that is left, but a slash at its end. */
    final PatternIndex<Node<E>> rest = new PatternIndex<>();

    /** Rules that end here without a slash. */
    final List<Route<E>> leaves = new ArrayList<>();

    /** Rules that end here with a slash. */
    final List<Route<E>> branches = new ArrayList<>();

    void add(Route<E> route) {
        Node<E> node = this;
        for (Part part : route.path()) {
            Node<E> parent = node;
            if (part instanceof Part.Dynamic next) {
                SegmentPattern pattern = next.pattern();
                node =
                        (pattern.spansSegments() ? parent.rest : parent.dynamic)
                                .add(pattern, Node::new);
            } else if (part instanceof Part.Fixed next) {
                node = parent.fixed.computeIfAbsent(next.text(), text -> new Node<>());
            }
        }
        (route.branch() ? node.branches : node.leaves).add(route);
    }
}
