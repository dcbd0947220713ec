/** What pages of HTML are made of; for the rooms of this module that show one, and not exported. */
@NullMarked
package gateway.toolkit.page;

import org.jspecify.annotations.NullMarked;
