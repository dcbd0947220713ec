/** A clock that streams server-sent events to a page. */
@NullMarked
package gateway.sample.time;

import org.jspecify.annotations.NullMarked;
