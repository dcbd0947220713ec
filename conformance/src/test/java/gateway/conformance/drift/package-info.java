/** That specification, tests and messages tell of the same clauses (CONF-2). */
@NullMarked
package gateway.conformance.drift;

import org.jspecify.annotations.NullMarked;
