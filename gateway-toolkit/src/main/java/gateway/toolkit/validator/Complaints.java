package gateway.toolkit.validator;

/** Takes what a check finds wrong with one side of the validator. */
interface Complaints {
    /**
     * A clause is broken.
     *
     * @param message constant for the fault: each is reported once per request
     * @param value as {@link Shown} writes it, what differs between requests
     */
    void error(Clause clause, String message, String value);

    /** Like {@link #error}; where the guilty is a middleware, it broke {@code ofMiddleware}. */
    void error(Clause clause, Clause ofMiddleware, String message, String value);

    /** A hint. */
    void warning(Clause clause, String message, String value);
}
