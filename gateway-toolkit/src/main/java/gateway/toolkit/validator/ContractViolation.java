package gateway.toolkit.validator;

/**
 * A {@link Finding} as an error, thrown by {@code ThrowingSink} where the clause is broken. It is
 * an {@link AssertionError}, so that a test fails by it, and {@code catch (Exception e)} does not
 * hide it.
 */
public final class ContractViolation extends AssertionError {
    private static final long serialVersionUID = 1;

    private final transient Finding finding;

    ContractViolation(Finding finding) {
        super(finding.toString());
        this.finding = finding;
    }

    /** {@return what was found} */
    public Finding finding() {
        return finding;
    }
}
