/** A server without sockets that obeys the law, so that the cases can be held against it. */
@NullMarked
package gateway.tck.mock;

import org.jspecify.annotations.NullMarked;
