/** The kit with a validator between server and application, which nobody notices. */
@NullMarked
package gateway.conformance.validated;

import org.jspecify.annotations.NullMarked;
