/** What an operator sees of a server, and that nobody can forge it. */
@NullMarked
package gateway.server.ops;

import org.jspecify.annotations.NullMarked;
