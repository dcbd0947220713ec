package gateway.tck.app;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A body that notes what is done with it: {@code iterator}, {@code hasNext}, {@code next}, {@code
 * close}. What it does is a list of steps; a call out of turn is noted as {@code misuse}, the
 * closing of the iterator as {@code iterator.close}.
 */
public final class ProbeBody implements Iterable<byte[]>, AutoCloseable {
    /** Gives an array, or something else that the case is about. */
    @FunctionalInterface
    @SuppressWarnings(
            "exports") // Users need the annotation's module neither to compile nor to run.
    public interface Step {
        /** The array. */
        byte @Nullable [] give() throws Exception;
    }

    private final ProbeCall call;
    private final List<Step> steps = new ArrayList<>();
    private ProbeCall.Action atIterator = () -> {};
    private ProbeCall.Action atEnd = () -> {};
    private ProbeCall.Action atClose = () -> {};
    private boolean iterated;
    private boolean closed;

    /** A body without arrays. */
    public ProbeBody(ProbeCall call) {
        this.call = call;
    }

    /** A body of wire strings. */
    public static ProbeBody of(ProbeCall call, String... wireStrings) {
        ProbeBody body = new ProbeBody(call);
        for (String octets : wireStrings) {
            body.then(() -> ProbeCall.octets(octets));
        }
        return body;
    }

    /** Adds a step. */
    public ProbeBody then(Step step) {
        steps.add(step);
        return this;
    }

    /** Adds an array. */
    public ProbeBody then(String wireString) {
        return then(() -> ProbeCall.octets(wireString));
    }

    /** Runs within {@code iterator()}. */
    public ProbeBody atIterator(ProbeCall.Action action) {
        atIterator = action;
        return this;
    }

    /** Runs within the {@code hasNext()} that finds the end. */
    public ProbeBody atEnd(ProbeCall.Action action) {
        atEnd = action;
        return this;
    }

    /** Runs within {@code close()}. */
    public ProbeBody atClose(ProbeCall.Action action) {
        atClose = action;
        return this;
    }

    @Override
    public Iterator<byte[]> iterator() {
        call.note("iterator");
        if (iterated || closed) {
            call.note("misuse", iterated ? "second iterator()" : "iterator() after close()");
        }
        iterated = true;
        run(atIterator);
        return new Arrays();
    }

    @Override
    public void close() {
        call.note("close");
        closed = true;
        run(atClose);
    }

    private static void run(ProbeCall.Action action) {
        try {
            action.run();
        } catch (Exception e) {
            throw sneak(e);
        }
    }

    /** The step's exception as it is, for an {@code Iterator} cannot declare one. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> RuntimeException sneak(Throwable e) throws E {
        throw (E) e;
    }

    /** Counts as closeable so that a server that closes it is found out (CLOSE-4). */
    private final class Arrays implements Iterator<byte[]>, AutoCloseable {
        private int given;
        private boolean asked;
        private boolean over;

        @Override
        public boolean hasNext() {
            call.note("hasNext");
            misused("hasNext()");
            asked = true;
            if (given < steps.size()) {
                return true;
            }
            over = true;
            run(atEnd);
            return false;
        }

        @Override
        @SuppressWarnings("NullAway") // A null element is what some cases are about.
        public byte[] next() {
            call.note("next");
            misused("next()");
            if (!asked) {
                call.note("misuse", "next() without hasNext()");
            }
            asked = false;
            if (given >= steps.size()) {
                throw new NoSuchElementException();
            }
            try {
                return steps.get(given++).give();
            } catch (Throwable e) {
                over = true;
                throw sneak(e);
            }
        }

        @Override
        public void close() {
            call.note("iterator.close");
        }

        private void misused(String what) {
            if (over || closed) {
                call.note("misuse", what + (closed ? " after close()" : " after the end"));
            }
        }
    }
}
