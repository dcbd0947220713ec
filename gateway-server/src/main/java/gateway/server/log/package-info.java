/** What may stand in a log: nothing there is to look like something that it is not. */
@NullMarked
package gateway.server.log;

import org.jspecify.annotations.NullMarked;
