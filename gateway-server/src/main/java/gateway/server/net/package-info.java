/**
 * Sockets without any HTTP: listeners, connections, deadlines, draining. What {@code socketserver}
 * is to Python.
 *
 * <pre>
 *   Listener ──accept──→ SocketServer ──a virtual thread each──→ ConnectionHandler.handle(Connection)
 *                             ↑
 *                          Reaper: every deadline of every connection, from one thread
 * </pre>
 *
 * <p>The thread that runs the handler owns its connection: it alone reads, writes and closes.
 * Another thread does only two things to it, and both end its blocking calls: the reaper shuts down
 * the input of a connection whose read is overdue, and an abort closes the socket.
 */
@NullMarked
package gateway.server.net;

import org.jspecify.annotations.NullMarked;
