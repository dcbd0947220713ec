package gateway.toolkit.validator;

import java.util.OptionalLong;

/** The octets of one iteration against Content-Length (LEN-1, LEN-2). */
final class BodyLength {
    static final String LONGER = "the body is longer than Content-Length";
    static final String SHORTER = "the body is shorter than Content-Length";

    private final Journal journal;
    private long octets;
    private boolean over;

    BodyLength(Journal journal) {
        this.journal = journal;
    }

    long octets() {
        return octets;
    }

    /** Whether more has come than Content-Length says. */
    boolean isOver() {
        return over;
    }

    void yielded(int index, byte[] array) {
        octets += array.length;
        OptionalLong declared = journal.declaredLength();
        if (declared.isPresent() && octets > declared.getAsLong()) {
            over = true;
            journal.callee()
                    .error(
                            Clause.LEN_1,
                            Clause.MW_4,
                            LONGER,
                            "array "
                                    + index
                                    + ": "
                                    + octets
                                    + " of "
                                    + declared.getAsLong()
                                    + " octets");
        }
    }

    void ended(int arrays) {
        OptionalLong declared = journal.declaredLength();
        if (declared.isPresent() && octets < declared.getAsLong()) {
            journal.callee()
                    .error(
                            Clause.LEN_2,
                            Clause.MW_4,
                            SHORTER,
                            octets
                                    + " of "
                                    + declared.getAsLong()
                                    + " octets in "
                                    + arrays
                                    + " arrays");
        }
    }
}
