/** The words of HTTP as values. */
@NullMarked
package gateway.toolkit.http;

import org.jspecify.annotations.NullMarked;
