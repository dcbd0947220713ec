/**
 * Octets to HTTP/1.1 messages and back (RFC 9110, RFC 9112), strictly: there is one mode.
 *
 * <pre>
 *   Connection ─octets→ InputBuffer ─→ HeadReader ─→ HeadParser ─RequestHead→ Exchange
 *        ↑                   └────────→ BodyInput ─────────────────────────────→  │
 *        └──octets── OutputBuffer ←── ResponseWriter ←─────────────byte[]─────────┘
 * </pre>
 *
 * <p>{@link gateway.server.http.HttpConnection} is the loop over one connection's requests; the
 * {@link gateway.server.http.Exchange} is whoever answers them. Everything runs on the connection's
 * thread, top to bottom. With the whole head in one array there is no state machine: the reader
 * looks for the blank line, the parser goes over the octets once.
 *
 * <p>What a client may not do is a {@link gateway.server.http.Rule}: a name, a section, the status
 * it earns. After a refusal the connection is closed.
 */
@NullMarked
package gateway.server.http;

import org.jspecify.annotations.NullMarked;
