/** The application's half of a case: what it does inside the server, and the journal it keeps. */
@NullMarked
package gateway.tck.app;

import org.jspecify.annotations.NullMarked;
