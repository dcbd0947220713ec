/**
 * A request, read from its environ as far as it is asked for.
 *
 * <pre>{@code
 * Request request = Request.of(environ);
 * String name = request.args().first("name").orElse("World");
 * Optional<String> language = request.acceptLanguages().best(List.of("en", "de"));
 * }</pre>
 *
 * <p>{@link gateway.toolkit.request.Request} is the only way in; {@link
 * gateway.toolkit.request.RequestRules} are its limits.
 */
@NullMarked
package gateway.toolkit.request;

import org.jspecify.annotations.NullMarked;
