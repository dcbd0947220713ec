/**
 * What applications and middleware are made of: pieces that can be used alone, on any server that
 * honours the contract.
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
