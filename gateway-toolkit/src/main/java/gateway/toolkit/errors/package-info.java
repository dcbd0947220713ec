/**
 * Errors of HTTP that are exceptions and applications at once: throw one where the trouble is, or
 * call one where an application is wanted.
 *
 * <pre>{@code
 * Application inner = (environ, startResponse) -> {
 *     throw HttpException.notFound();
 * };
 * Application application = HttpException.answered().applyTo(inner);
 * }</pre>
 */
@NullMarked
package gateway.toolkit.errors;

import org.jspecify.annotations.NullMarked;
