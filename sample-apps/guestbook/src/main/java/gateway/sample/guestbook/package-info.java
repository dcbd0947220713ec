/** Request, page and database: a small page over JDBC. */
@NullMarked
package gateway.sample.guestbook;

import org.jspecify.annotations.NullMarked;
