/** Several samples in one process, behind a stack of middleware. */
@NullMarked
package gateway.sample.composed;

import org.jspecify.annotations.NullMarked;
