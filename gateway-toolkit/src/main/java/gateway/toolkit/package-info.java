/**
 * What applications and middleware are made of: pieces that can be used alone, on any server that
 * honours the contract, with no dependency but that contract.
 *
 * <p>An application is a value, a middleware takes one and is one, and an error can be answered
 * like a request. So the rooms of this module fit together by {@link gateway.api.Application}
 * alone:
 *
 * <pre>{@code
 * Routes<String> routes = Routes.<String>builder().add("/hello/<name>", "hello").build();
 * Application hello = (environ, startResponse) -> {
 *     String name = RoutingApplication.arguments(environ).text("name");
 *     if (name.equals("nobody")) {
 *         throw HttpException.notFound();
 *     }
 *     startResponse.start("200 OK", List.of(new Header("Content-Type", "text/plain; charset=utf-8")));
 *     return List.of(("Hello " + name).getBytes(StandardCharsets.UTF_8));
 * };
 * Application site = RoutingApplication.of(routes, Map.of("hello", hello)::get);
 * }</pre>
 *
 * <p>Middleware is put around it, as a request walks through it; the error page is outermost, so
 * that it sees what all the others throw:
 *
 * <pre>{@code
 * Middleware around = DebugMiddleware.builder().andThen(HttpException.answered());
 * Application served = around.applyTo(site);
 * }</pre>
 *
 * <p>And a test calls it without a server, with a validator in between:
 *
 * <pre>{@code
 * Client client = Client.of(served);
 * assert client.get("/hello/Ada").text().equals("Hello Ada");
 * assert client.get("/hello/nobody").code() == 404;
 * }</pre>
 *
 * <p>The rooms, explained in {@code docs}; none knows those further down:
 *
 * <table>
 * <caption>Packages below {@code gateway.toolkit}</caption>
 * <tr><th>{@code http}</th><td>the words of HTTP: dates, ranges, tags, cookies, what a client
 *     accepts, safe names and paths</td></tr>
 * <tr><th>{@code validator}</th><td>the contract, checked on both sides of a middleware</td></tr>
 * <tr><th>{@code errors}</th><td>errors that are exceptions and applications</td></tr>
 * <tr><th>{@code forms}</th><td>forms and uploads, read in a stream and bounded memory</td></tr>
 * <tr><th>{@code request}</th><td>an environ, read as far as it is asked for</td></tr>
 * <tr><th>{@code response}</th><td>answers as values that are applications</td></tr>
 * <tr><th>{@code routing}</th><td>from requests to endpoints, and back to URLs</td></tr>
 * <tr><th>{@code files}</th><td>files with conditions, ranges and listings</td></tr>
 * <tr><th>{@code session}</th><td>a few texts that come back in a signed cookie</td></tr>
 * <tr><th>{@code middleware}</th><td>mounts, compression, request ids, CORS, profiles</td></tr>
 * <tr><th>{@code proxy}</th><td>being behind a proxy, and being one</td></tr>
 * <tr><th>{@code testing}</th><td>a client in the same process, and environs to order</td></tr>
 * <tr><th>{@code debug}</th><td>the error page, and the environ as text</td></tr>
 * </table>
 *
 * <h2>Writing a middleware</h2>
 *
 * <p>A middleware that looks at the response wraps {@link gateway.api.StartResponse} in a {@link
 * gateway.toolkit.ForwardingStartResponse}, which passes every capability on:
 *
 * <pre>{@code
 * Middleware poweredBy = inner -> (environ, startResponse) ->
 *         inner.call(environ, new ForwardingStartResponse(startResponse) {
 *             @Override
 *             public void start(String status, List<Header> headers, Throwable error) {
 *                 List<Header> more = new ArrayList<>(headers);
 *                 more.add(new Header("X-Powered-By", "Gateway"));
 *                 super.start(status, more, error);
 *             }
 *         });
 * }</pre>
 */
@NullMarked
package gateway.toolkit;

import org.jspecify.annotations.NullMarked;
