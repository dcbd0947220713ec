/** What the benchmarks of the container's parts are fed with. */
@NullMarked
package gateway.bench.parts;

import org.jspecify.annotations.NullMarked;
