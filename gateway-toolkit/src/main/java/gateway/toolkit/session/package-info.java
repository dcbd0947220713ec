/**
 * Sessions: a few texts that come back with each request of a browser, kept in a signed cookie.
 *
 * <pre>{@code
 * Application application =
 *         SessionMiddleware.builder(key)
 *                 .wrap(
 *                         (environ, startResponse) -> {
 *                             Session session = SessionMiddleware.session(environ);
 *                             int visits = session.get("visits").map(Integer::parseInt).orElse(0);
 *                             session.put("visits", String.valueOf(visits + 1));
 *                             startResponse.start("200 OK", List.of());
 *                             return List.of();
 *                         });
 * }</pre>
 */
@NullMarked
package gateway.toolkit.session;

import org.jspecify.annotations.NullMarked;
