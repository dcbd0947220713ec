/**
 * The command line: turns words into {@link gateway.server.Settings}, and settings into a running
 * {@link gateway.server.Gateway}.
 */
@NullMarked
package gateway.server.cli;

import org.jspecify.annotations.NullMarked;
