/** Files that the container sends, as programs fetch them that nobody here wrote. */
@NullMarked
package gateway.conformance.files;

import org.jspecify.annotations.NullMarked;
