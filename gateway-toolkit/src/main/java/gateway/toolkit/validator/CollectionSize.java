package gateway.toolkit.validator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A {@link Collection} body against its size and against itself (BODY-8). */
final class CollectionSize {
    /** So many arrays are compared in a second iteration. */
    static final int COMPARED = 1024;

    private final Collection<byte[]> body;
    private final Journal journal;
    private final List<Long> first = new ArrayList<>();
    private boolean firstIsKnown;

    CollectionSize(Collection<byte[]> body, Journal journal) {
        this.body = body;
        this.journal = journal;
    }

    /** Takes part in one iteration. */
    final class Pass {
        private final int size = body.size();
        private final boolean repeats = firstIsKnown;
        private int arrays;

        void yielded(byte[] array) {
            arrays++;
            if (arrays > size) {
                wrongSize(arrays + " or more");
            }
            if (arrays > COMPARED) {
                return;
            }
            long sum = YieldedArrays.checksum(array);
            if (!repeats) {
                first.add(sum);
            } else if (arrays > first.size() || first.get(arrays - 1) != sum) {
                error("another iteration of the Collection yields other arrays", "array " + arrays);
            }
        }

        void ended() {
            firstIsKnown = true;
            if (arrays < size) {
                wrongSize(String.valueOf(arrays));
            }
        }

        private void wrongSize(String found) {
            error(
                    "size() of the Collection is not the number of its arrays",
                    size + " for " + found);
        }
    }

    /** An iteration begins. */
    Pass pass() {
        if (!firstIsKnown) {
            first.clear();
        }
        return new Pass();
    }

    private void error(String message, String value) {
        journal.callee().error(Clause.BODY_8, Clause.MW_4, message, value);
    }
}
