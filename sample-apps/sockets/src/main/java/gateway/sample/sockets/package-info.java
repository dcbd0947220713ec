/** Servers without HTTP: on bare sockets, on a selector, and on {@code gateway.server.net}. */
@NullMarked
package gateway.sample.sockets;

import org.jspecify.annotations.NullMarked;
