/** Makes long URLs short, and counts how often they are followed. */
@NullMarked
package gateway.sample.shortly;

import org.jspecify.annotations.NullMarked;
