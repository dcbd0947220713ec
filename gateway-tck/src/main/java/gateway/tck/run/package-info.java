/** Runs the cases and counts. */
@NullMarked
package gateway.tck.run;

import org.jspecify.annotations.NullMarked;
