/**
 * One request on the gateway side: the environ, {@code startResponse}, the body, its close, and
 * what becomes of errors.
 *
 * <pre>
 *   Request ─→ Environs ─environ→ ┐
 *                                 ├→ Application.call → body → BodySender → ResponseWriter
 *              ResponseStart ───→ ┘         (Call: in this order, on one thread, closing whatever happens)
 * </pre>
 */
@NullMarked
package gateway.server.call;

import org.jspecify.annotations.NullMarked;
