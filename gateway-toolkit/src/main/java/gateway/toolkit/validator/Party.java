package gateway.toolkit.validator;

/**
 * Who broke a clause, as far as the validators in place can tell: a further one, around or inside
 * the party named, tells more (VAL-2).
 */
public sealed interface Party {
    /**
     * The server, or a middleware around the outermost validator.
     *
     * @param validator the name of that validator
     */
    record Server(String validator) implements Party {
        @Override
        public String toString() {
            return "the server outside '" + validator + "'";
        }
    }

    /**
     * The application, or a middleware inside the innermost validator.
     *
     * @param validator the name of that validator
     */
    record Application(String validator) implements Party {
        @Override
        public String toString() {
            return "the application inside '" + validator + "'";
        }
    }

    /**
     * A middleware with a validator on each side.
     *
     * @param outer the name of the one around it
     * @param inner the name of the one it wraps
     */
    record Middleware(String outer, String inner) implements Party {
        @Override
        public String toString() {
            return "the middleware between '" + outer + "' and '" + inner + "'";
        }
    }
}
