package gateway.toolkit.validator;

import gateway.api.Header;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The way into the callee and back. What was yielded or handed over is looked at on the way in and
 * on the way out: a change in between is the callee's, one from way out to way in the caller's. (A
 * callee that modifies an array from a thread of its own while the caller has it is not told from
 * the caller.)
 */
final class Boundary {
    private static final String ARRAY_MODIFIED = "an array was modified after it was yielded";
    private static final String LIST_CHANGED = "the header list was changed after start";

    private final Journal journal;
    private final Turns turns;
    private final YieldedArrays arrays = new YieldedArrays();
    private final HeaderListWatch headers = new HeaderListWatch();
    private volatile boolean refused;

    Boundary(Journal journal, Turns turns) {
        this.journal = journal;
        this.turns = turns;
    }

    /** Something the callee does on behalf of the caller. */
    @FunctionalInterface
    interface Step<T extends @Nullable Object, E extends Exception> {
        T run() throws E;
    }

    /** Calls into the callee, and comes back with what it returns or throws. */
    <T extends @Nullable Object, E extends Exception> T inside(String call, Step<T, E> step)
            throws E {
        checkOnTheWayIn();
        turns.enter(call);
        return onwards(call, step);
    }

    /** Like {@link #inside}, for a call that must reach the callee even if the sink throws. */
    <T extends @Nullable Object, E extends Exception> T insideAnyway(String call, Step<T, E> step)
            throws E {
        Reporter.afterTheFact(this::checkOnTheWayIn);
        Reporter.afterTheFact(() -> turns.checkThread(call));
        turns.enterUnchecked();
        return onwards(call, step);
    }

    private <T extends @Nullable Object, E extends Exception> T onwards(
            String call, Step<T, E> step) throws E {
        T result;
        try {
            result = step.run();
        } catch (Throwable thrown) {
            refused = false;
            Reporter.afterTheFact(() -> checkOnTheWayOut(call));
            throw thrown;
        } finally {
            turns.leave();
        }
        checkOnTheWayOut(call);
        return result;
    }

    /** {@code array} goes to the caller. */
    void yielded(int index, byte[] array) {
        arrays.remember(index, array);
    }

    /** {@code list} went to the caller. */
    void handedOver(List<Header> list) {
        headers.watch(list);
    }

    /** {@code start} threw a ResponseCommittedException, which has to come out of the callee. */
    void refusedReplacement() {
        // Another thread has its own way of handing it on.
        refused = turns.isRequestThread();
    }

    private void checkOnTheWayIn() {
        arrays.modified()
                .ifPresent(
                        index ->
                                journal.caller()
                                        .error(
                                                Clause.BODY_4,
                                                ARRAY_MODIFIED,
                                                "array " + index + ", while the caller had it"));
        if (headers.hasChanged()) {
            journal.caller().error(Clause.SR_7, LIST_CHANGED, "");
        }
    }

    private void checkOnTheWayOut(String call) {
        arrays.modified()
                .ifPresent(
                        index ->
                                journal.callee()
                                        .error(
                                                Clause.BODY_4,
                                                ARRAY_MODIFIED,
                                                "array " + index + ", during " + call));
        if (headers.hasChanged()) {
            // Legal, since nobody may have kept it; but where somebody did, two see two lists.
            journal.callee().warning(Clause.SR_7, LIST_CHANGED, "during " + call);
        }
        if (refused) {
            refused = false;
            journal.callee()
                    .error(
                            Clause.SR_5,
                            "ResponseCommittedException was swallowed and the response continued",
                            "by " + call);
        }
    }
}
