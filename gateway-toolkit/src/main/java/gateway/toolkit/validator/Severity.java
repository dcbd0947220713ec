package gateway.toolkit.validator;

/** How much a {@link Finding} weighs. */
public enum Severity {
    /** A clause is broken. */
    ERROR,

    /** Legal, or not for certain broken, but rarely what was meant. */
    WARNING
}
