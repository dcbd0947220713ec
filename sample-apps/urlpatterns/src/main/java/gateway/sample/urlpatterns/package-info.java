/** A web framework in one file: a map from path to function. */
@NullMarked
package gateway.sample.urlpatterns;

import org.jspecify.annotations.NullMarked;
