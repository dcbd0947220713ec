/** A chat room and an echo over WebSockets. */
@NullMarked
package gateway.sample.chat;

import org.jspecify.annotations.NullMarked;
