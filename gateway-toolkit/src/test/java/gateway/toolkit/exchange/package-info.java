/** A server of one request for tests, without a network. */
@NullMarked
package gateway.toolkit.exchange;

import org.jspecify.annotations.NullMarked;
