package gateway.toolkit.proxy;

import gateway.api.Environ;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the proxies in front say of a request, as far as it can be believed.
 *
 * @param client whom the outermost believed proxy was asked by
 * @param scheme {@code http} or {@code https}
 * @param host the Host field that it got
 * @param port at which it was asked
 * @param prefix a path in front of the target, percent-encoded, without a slash at its end
 */
record Claims(
        Optional<Node> client,
        Optional<String> scheme,
        Optional<Node> host,
        Optional<String> port,
        Optional<String> prefix) {

    /** From {@code X-Forwarded-*}: each has its own list. */
    static Claims ofXForwarded(
            Map<String, Object> environ, XForwarded hops, Predicate<Node> isProxy) {
        List<String> clients = list(environ, "X-Forwarded-For");
        // Where nobody of ours writes the addresses, the numbers alone have to do.
        int reach =
                hops.client() == 0
                        ? Integer.MAX_VALUE
                        : reach(clients.stream().map(Node::address).toList(), isProxy);
        return new Claims(
                pick(clients, hops.client(), reach).flatMap(Node::address),
                pick(list(environ, "X-Forwarded-Proto"), hops.proto(), reach)
                        .flatMap(Claims::scheme),
                pick(list(environ, "X-Forwarded-Host"), hops.host(), reach).flatMap(Node::host),
                pick(list(environ, "X-Forwarded-Port"), hops.port(), reach).filter(Node::isPort),
                pick(list(environ, "X-Forwarded-Prefix"), hops.prefix(), reach)
                        .flatMap(RawPrefix::parse));
    }

    /** From {@code Forwarded}: one list, of which one element counts as a whole. */
    static Claims ofForwarded(Map<String, Object> environ, int hops, Predicate<Node> isProxy) {
        List<ForwardedElement> elements =
                ForwardedElement.parse(Environ.header(environ, "Forwarded").orElse(""));
        int reach =
                reach(
                        elements.stream()
                                .map(each -> each.client().flatMap(Node::address))
                                .toList(),
                        isProxy);
        Optional<ForwardedElement> element = pick(elements, hops, reach);
        return new Claims(
                element.flatMap(ForwardedElement::client).flatMap(Node::address),
                element.flatMap(ForwardedElement::proto).flatMap(Claims::scheme),
                element.flatMap(ForwardedElement::host).flatMap(Node::host),
                Optional.empty(),
                Optional.empty());
    }

    boolean isEmpty() {
        return Stream.of(client, scheme, host, port, prefix).allMatch(Optional::isEmpty);
    }

    /** Empty elements do not count. */
    private static List<String> list(Map<String, Object> environ, String name) {
        return Stream.of(Environ.header(environ, name).orElse("").split(",", -1))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    /**
     * How many elements from the right can be believed: the last was written by the peer, and each
     * before it by whom the one behind names, if that is a proxy of ours.
     */
    private static int reach(List<Optional<Node>> clients, Predicate<Node> isProxy) {
        int reach = 1;
        for (int i = clients.size() - 1; i >= 0; i--) {
            if (clients.get(i).filter(isProxy).isEmpty()) {
                return reach;
            }
            reach++;
        }
        return reach;
    }

    /** The n-th from the right, or the furthest believed; none where fewer than n are there. */
    private static <T> Optional<T> pick(List<T> list, int hops, int reach) {
        return hops == 0 || list.size() < hops
                ? Optional.empty()
                : Optional.of(list.get(list.size() - Math.min(hops, reach)));
    }

    /** A WebSocket is opened by a request of HTTP. */
    private static Optional<String> scheme(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "http", "ws" -> Optional.of("http");
            case "https", "wss" -> Optional.of("https");
            default -> Optional.empty();
        };
    }
}
