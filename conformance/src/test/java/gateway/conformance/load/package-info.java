/**
 * The server among clients that mean no good: small in every build, as large as it takes with
 * {@code -Pfull}. How long anything takes is printed and not judged.
 */
@NullMarked
package gateway.conformance.load;

import org.jspecify.annotations.NullMarked;
