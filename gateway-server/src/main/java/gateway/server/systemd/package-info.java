/**
 * What a service says to systemd, and what systemd passes to it. Nothing else knows of this room
 * but the command line.
 */
@NullMarked
package gateway.server.systemd;

import org.jspecify.annotations.NullMarked;
