package gateway.toolkit.validator;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * For tests: throws every error at the point of fault, and remembers all findings.
 *
 * <p>What is found after the fact, such as a body that was never closed, has nobody to be thrown
 * at; neither has an error that the guilty swallows. So a test ends with {@link #verify}.
 */
public final class ThrowingSink implements Consumer<Finding> {
    private final List<Finding> findings = new CopyOnWriteArrayList<>();

    /** Has no findings yet. */
    public ThrowingSink() {}

    /**
     * Remembers the finding.
     *
     * @param finding of the validator
     * @throws ContractViolation if it is an error
     */
    @Override
    public void accept(Finding finding) {
        findings.add(finding);
        if (finding.severity() == Severity.ERROR) {
            throw new ContractViolation(finding);
        }
    }

    /** {@return all findings so far, warnings included, in order} */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /**
     * Ends a test.
     *
     * @throws ContractViolation the first error found so far, the others suppressed; warnings pass
     */
    public void verify() {
        ContractViolation first = null;
        for (Finding finding : findings) {
            if (finding.severity() == Severity.ERROR) {
                ContractViolation violation = new ContractViolation(finding);
                if (first == null) {
                    first = violation;
                } else {
                    first.addSuppressed(violation);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
