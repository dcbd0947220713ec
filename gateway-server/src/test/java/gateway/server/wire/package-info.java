/**
 * The server's manners on the wire: raw requests over a real socket.
 *
 * <p>Octets in, octets out: the rows stand in {@code
 * src/test/resources/gateway/server/wire/*.wire}, readable without Java; {@link WireTest} runs
 * them. What needs an order between the two sides, such as {@code 100 Continue}, has a test class
 * of its own here.
 */
@NullMarked
package gateway.server.wire;

import org.jspecify.annotations.NullMarked;
