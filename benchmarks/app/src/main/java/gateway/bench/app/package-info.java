/** The endpoints that a load comparison asks every server for. */
@NullMarked
package gateway.bench.app;

import org.jspecify.annotations.NullMarked;
