/** The shortest application that is one. */
@NullMarked
package gateway.sample.hello;

import org.jspecify.annotations.NullMarked;
