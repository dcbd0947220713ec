/** A board for notes: what the framework can do, on one page. */
@NullMarked
package gateway.sample.flasklike;

import org.jspecify.annotations.NullMarked;
