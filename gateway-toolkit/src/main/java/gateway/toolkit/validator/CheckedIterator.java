package gateway.toolkit.validator;

import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A body's iterator with both sides watched: asked as the JDK says, one array at a time, and what
 * comes out of it (chapters 9 and 10 of spec.md, MW-2).
 */
final class CheckedIterator implements Iterator<byte[]> {
    private enum Asked {
        NOTHING,
        HAS_MORE,
        HAS_NO_MORE
    }

    private static final byte[] EMPTY = {};

    private final Iterator<byte[]> iterator;
    private final BodyWatch body;
    private final Journal journal;
    private final BodyLength length;
    private final Optional<CollectionSize.Pass> pass;
    private Asked asked = Asked.NOTHING;
    private int arrays;
    private boolean hasOctets;

    CheckedIterator(Iterator<byte[]> iterator, BodyWatch body) {
        this.iterator = iterator;
        this.body = body;
        this.journal = body.journal();
        this.length = new BodyLength(journal);
        this.pass = body.pass();
    }

    @Override
    public boolean hasNext() {
        checkCaller("hasNext()");
        if (asked != Asked.NOTHING) {
            journal.caller()
                    .warning(
                            Clause.BODY_1,
                            "hasNext() is called again without next() in between",
                            "after array " + arrays);
        }
        if (hasOctets && !body.isCollection()) {
            journal.commit();
        }
        boolean more = Boolean.TRUE.equals(step("hasNext()", iterator::hasNext));
        boolean isEnd = !more && asked != Asked.HAS_NO_MORE;
        asked = more ? Asked.HAS_MORE : Asked.HAS_NO_MORE;
        if (isEnd) {
            body.ended(length.octets());
            length.ended(arrays);
            pass.ifPresent(CollectionSize.Pass::ended);
            body.file().ifPresent(file -> file.ended(length.octets()));
        }
        return more;
    }

    @Override
    public byte[] next() {
        checkCaller("next()");
        if (asked != Asked.HAS_MORE) {
            journal.caller()
                    .error(
                            Clause.BODY_1,
                            "next() is called without a hasNext() that returned true",
                            "after array " + arrays);
        }
        byte[] array = step("next()", iterator::next);
        asked = Asked.NOTHING;
        arrays++;
        if (array == null) {
            journal.callee().error(Clause.BODY_2, "the body yields null", "array " + arrays);
            pass.ifPresent(each -> each.yielded(EMPTY)); // It counts for size() all the same.
            return array;
        }
        body.boundary().yielded(arrays, array);
        if (array.length > 0) {
            hasOctets = true;
            journal.yielded();
            body.checkStatusHasBody();
        }
        pass.ifPresent(each -> each.yielded(array));
        body.file().ifPresent(file -> file.yielded(length.octets(), array));
        length.yielded(arrays, array);
        return array;
    }

    private void checkCaller(String call) {
        Complaints caller = journal.caller();
        if (body.isClosed()) {
            caller.error(Clause.BODY_1, "the body is iterated after close()", call);
        }
        // A Collection is also iterated to add up its lengths (LEN-6).
        if (length.isOver() && journal.isOutermost() && !body.isCollection()) {
            caller.error(
                    Clause.LEN_1,
                    "the body is iterated on after it exceeded Content-Length",
                    call + " after array " + arrays);
        }
        if (hasOctets && !body.isCollection() && !journal.isPassedOn()) {
            caller.warning(
                    Clause.MW_2,
                    "the next array is asked for before the last one was passed on, which only a"
                            + " middleware documented as buffering may do",
                    call + " after array " + arrays);
        }
    }

    private <T> T step(String call, Boundary.Step<T, RuntimeException> step) {
        try {
            return body.boundary().inside(call, step);
        } catch (Throwable thrown) {
            if (thrown instanceof NoSuchElementException && asked == Asked.HAS_MORE) {
                journal.callee()
                        .error(
                                Clause.BODY_1,
                                "next() throws NoSuchElementException though hasNext() returned"
                                        + " true",
                                "after array " + arrays);
            } else if (thrown instanceof Exception && !(thrown instanceof RuntimeException)) {
                checked(call, thrown);
            }
            throw thrown;
        }
    }

    private void checked(String call, Throwable thrown) {
        String message = call + " throws a checked exception";
        if (thrown instanceof IOException) {
            journal.callee().error(Clause.BODY_10, message, Shown.of(thrown));
        } else {
            // Legal, but the callers' compilers do not expect it.
            journal.callee().warning(Clause.BODY_10, message, Shown.of(thrown));
        }
    }
}
