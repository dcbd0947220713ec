/**
 * The kit held against servers with one deliberate fault each: what it finds is that fault, and
 * nothing else.
 */
@NullMarked
package gateway.conformance.bent;

import org.jspecify.annotations.NullMarked;
