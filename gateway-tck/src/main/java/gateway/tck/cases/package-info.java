/** The cases, a file per chapter of spec.md; {@link gateway.tck.cases.Catalogue} has them all. */
@NullMarked
package gateway.tck.cases;

import org.jspecify.annotations.NullMarked;
