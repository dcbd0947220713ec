package gateway.tck.cases;

/** The client's half of a case. */
@FunctionalInterface
public interface Check {
    /**
     * Shows the obligation.
     *
     * @throws AssertionError if it is not met
     * @throws Exception likewise
     */
    void run(Kit kit) throws Exception;
}
