/**
 * What keeps a WebSocket going on the two streams of an upgraded connection.
 *
 * <pre>
 *   WebSocket      a conversation: two threads, answers to pings, the closing handshake
 *     Outbox       what waits to be written, a bounded queue
 *   Pulse          asks silent peers for signs of life, and ends what must end
 * </pre>
 */
@NullMarked
package gateway.sample.chat.connection;

import org.jspecify.annotations.NullMarked;
