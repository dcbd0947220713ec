/**
 * A middleware that changes nothing and tells who breaks the contract: {@link
 * gateway.toolkit.validator.ValidatorMiddleware}.
 */
@NullMarked
package gateway.toolkit.validator;

import org.jspecify.annotations.NullMarked;
