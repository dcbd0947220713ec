/**
 * The WebSocket protocol as a server speaks it (RFC 6455), without extensions and subprotocols.
 *
 * <pre>
 *   Opening        the request: is it one, and what is the answer's key?
 *   MessageReader  frames ─→ messages, strictly
 *   Message        ─→ its frame; its text; the code of a close
 * </pre>
 */
@NullMarked
package gateway.sample.chat.websocket;

import org.jspecify.annotations.NullMarked;
