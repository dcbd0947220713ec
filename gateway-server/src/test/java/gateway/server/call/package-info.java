/** What a call checks. */
@NullMarked
package gateway.server.call;

import org.jspecify.annotations.NullMarked;
