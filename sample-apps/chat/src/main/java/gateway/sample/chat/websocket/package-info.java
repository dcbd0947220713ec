/**
 * The WebSocket protocol on the server's side (RFC 6455), without extensions and subprotocols.
 *
 * <pre>
 *   Opening        the request: is it one, and what is the answer's key?
 *   WebSocket      the conversation: two threads, pings, the closing handshake
 *     MessageReader  frames ─→ messages, strictly        on the thread of the request
 *     Outbox         messages ─→ frames, a bounded queue  on a thread of its own
 *   Pulse          asks silent peers for signs of life, and ends what must end
 * </pre>
 */
@NullMarked
package gateway.sample.chat.websocket;

import org.jspecify.annotations.NullMarked;
