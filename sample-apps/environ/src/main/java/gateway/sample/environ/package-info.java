/** Shows what an application gets, and gives back what it is sent. */
@NullMarked
package gateway.sample.environ;

import org.jspecify.annotations.NullMarked;
