/**
 * Routing: from requests to endpoints, and from endpoints to URLs.
 *
 * <p>A table is built once and never changes:
 *
 * <pre>{@code
 * Routes<String> routes =
 *         Routes.<String>builder()
 *                 .add("/", "index")
 *                 .add(Rule.of("/user/<int:id>", "user").methods("GET"))
 *                 .add("/files/<path:name>", "file")
 *                 .build();
 * }</pre>
 *
 * <p>A match has one of four outcomes, and the compiler knows that there is no fifth:
 *
 * <pre>{@code
 * Resolution<String> resolution = routes.match(RouteRequest.of(environ));
 * String answer;
 * if (resolution instanceof Resolution.Match<String> match) {
 *     answer = match.endpoint() + " " + match.arguments().values();
 * } else if (resolution instanceof Resolution.Redirect<String> redirect) {
 *     answer = "308 to " + redirect.location();
 * } else if (resolution instanceof Resolution.MethodNotAllowed<String> other) {
 *     answer = "405, allowed are " + other.allowed();
 * } else {
 *     answer = "404";
 * }
 * }</pre>
 *
 * <p>URLs are built from the same table, quoted, below the mount of the request:
 *
 * <pre>{@code
 * String url = routes.url("user").with("id", 5).with("tab", "posts").at(Site.of(environ)).build();
 * }</pre>
 *
 * <p>{@link gateway.toolkit.routing.RoutingApplication} makes an application of a table, with 308,
 * 404, 405 and OPTIONS answered. Converters, hosts, defaults and the order of rules are explained
 * in {@code docs/routing.md}.
 *
 * <p>How it works, in the order of a request:
 *
 * <pre>
 * RouteRequest ─PathText─► text ─Walk─► Node … Node ─► Route ─► Resolution
 *                                │ PatternIndex: which patterns' ends fit
 *                                └ SegmentPattern: where each placeholder ends
 * </pre>
 */
@NullMarked
package gateway.toolkit.routing;

import org.jspecify.annotations.NullMarked;
