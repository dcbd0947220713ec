/** The application that every server runs for the kit. */
@NullMarked
package gateway.tck.probe;

import org.jspecify.annotations.NullMarked;
