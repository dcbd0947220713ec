/** A strict HTTP/1.x client that records octets, arrivals and how a connection ended. */
@NullMarked
package gateway.tck.http;

import org.jspecify.annotations.NullMarked;
