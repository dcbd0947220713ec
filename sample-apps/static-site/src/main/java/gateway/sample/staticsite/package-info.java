/** Plain text, then a page with a picture. */
@NullMarked
package gateway.sample.staticsite;

import org.jspecify.annotations.NullMarked;
