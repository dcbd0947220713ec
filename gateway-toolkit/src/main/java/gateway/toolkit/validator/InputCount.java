package gateway.toolkit.validator;

/** How far an input has been read, against the length that was promised (IN-2, IN-4). */
final class InputCount {
    private final Journal journal;
    private final long promised;
    private long delivered;
    private long marked = -1;
    private boolean ended;
    private boolean exact = true;

    InputCount(Journal journal) {
        this.journal = journal;
        this.promised = journal.request().inputLength();
    }

    /** So many octets came, 0 or more. */
    synchronized void delivered(long octets) {
        if (octets <= 0) {
            return;
        }
        if (ended) {
            journal.caller()
                    .error(
                            Clause.IN_2,
                            "gateway.input delivers octets after its end",
                            octets + " octets");
        }
        delivered += octets;
        if (exact && promised >= 0 && delivered > promised) {
            journal.caller()
                    .error(
                            Clause.IN_2,
                            Clause.MW_6,
                            "gateway.input delivers more than gateway.input_length",
                            delivered + " of " + promised + " octets");
        }
        journal.inputEnded(delivered == promised);
    }

    /** A read reported the end. */
    synchronized void ended() {
        ended = true;
        if (exact && promised >= 0 && delivered < promised) {
            journal.caller()
                    .error(
                            Clause.IN_4,
                            Clause.MW_6,
                            "gateway.input ends before gateway.input_length",
                            delivered + " of " + promised + " octets");
        }
        journal.inputEnded(true);
    }

    /** A read failed midway: nobody knows how far it came. */
    synchronized void lost() {
        exact = false;
    }

    /** Octets still to come, {@link Long#MAX_VALUE} if that is not known. */
    synchronized long remaining() {
        if (ended) {
            return 0;
        }
        return exact && promised >= 0 ? promised - delivered : Long.MAX_VALUE;
    }

    synchronized void mark() {
        marked = delivered;
    }

    synchronized boolean isMarked() {
        return marked >= 0;
    }

    synchronized void reset() {
        delivered = marked;
        ended = false;
        journal.inputEnded(delivered == promised);
    }
}
