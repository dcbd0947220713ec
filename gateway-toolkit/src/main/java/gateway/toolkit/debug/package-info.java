/**
 * Aids for development: {@link gateway.toolkit.debug.DebugMiddleware} shows what an application
 * throws, {@link gateway.toolkit.debug.Demo} what it is called with.
 *
 * <pre>{@code
 * Application debugged = new DebugMiddleware(application);
 * }</pre>
 *
 * <pre>
 *   Throwable ─Trace (Sources)─┐
 *   environ ──Secrets──────────┴→ TracePage ─→ HTML or text
 * </pre>
 */
@NullMarked
package gateway.toolkit.debug;

import org.jspecify.annotations.NullMarked;
