/** Routing. */
@NullMarked
package gateway.toolkit.routing;

import org.jspecify.annotations.NullMarked;
