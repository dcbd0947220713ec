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
 * <p>The thread that runs the handler owns its connection: it alone reads and writes. What other
 * threads do to it stands in {@link gateway.server.net.Watch}, and each of it only ends one of its
 * waits: the reaper shuts down the input where a read is overdue, closes the socket where a write
 * is, or has it look again; an abort closes the socket.
 */
@NullMarked
package gateway.server.net;

import org.jspecify.annotations.NullMarked;
