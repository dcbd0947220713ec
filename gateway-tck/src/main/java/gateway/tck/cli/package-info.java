/** The kit as a command against a process. */
@NullMarked
package gateway.tck.cli;

import org.jspecify.annotations.NullMarked;
