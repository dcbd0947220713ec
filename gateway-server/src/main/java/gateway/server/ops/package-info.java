/**
 * What an operator sees of a running server: access log, metrics, health, warnings. Observers only:
 * they are told by events, and none of them changes what is served.
 *
 * <pre>
 *   http ─RequestListener→ ┌ AccessLog ─→ a thread ─→ a file
 *   net ──ServerListener─→ ┼ Figures ←──── the admin listener
 *                          └ FlightRecords
 * </pre>
 */
@NullMarked
package gateway.server.ops;

import org.jspecify.annotations.NullMarked;
