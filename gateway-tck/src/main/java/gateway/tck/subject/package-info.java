/** What is tested: a server behind a socket, or anything that can answer a request. */
@NullMarked
package gateway.tck.subject;

import org.jspecify.annotations.NullMarked;
