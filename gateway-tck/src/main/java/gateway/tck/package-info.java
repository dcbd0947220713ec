/**
 * The conformance kit for servers' authors: extend {@link gateway.tck.GatewayTck}, or run the jar.
 */
@NullMarked
package gateway.tck;

import org.jspecify.annotations.NullMarked;
