/** What tests of several rooms share: a server of one request, without a network, and the guide. */
@NullMarked
package gateway.toolkit.exchange;

import org.jspecify.annotations.NullMarked;
