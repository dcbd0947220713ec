/**
 * The packaged container from outside: started as an operator starts it, asked as clients ask it.
 *
 * <p>Nothing here starts Maven. The jars are those that the same build has packaged before.
 */
@NullMarked
package gateway.conformance;

import org.jspecify.annotations.NullMarked;
