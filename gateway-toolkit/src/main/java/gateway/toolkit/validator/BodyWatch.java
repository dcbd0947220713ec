package gateway.toolkit.validator;

import gateway.api.FileBody;
import gateway.api.Finish;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One response body and what is done with it: iterated once, before it is closed, and closed once
 * (BODY-1, LEN-6, CLOSE-1, CLOSE-5, MW-2).
 */
final class BodyWatch {
    private static final String NOT_CLOSED = "the body was not closed";
    private static final String CLOSED_TWICE = "the body is closed twice";

    private final Iterable<byte[]> body;
    private final Journal journal;
    private final Boundary boundary;
    private final Optional<FileRange> file;
    private final Optional<CollectionSize> collection;
    private final boolean closeable;
    private final AtomicInteger iterations = new AtomicInteger();
    private volatile boolean closed;
    private volatile boolean sentAsFile;
    private volatile OptionalLong octets = OptionalLong.empty();

    @SuppressWarnings("unchecked") // A Collection that is an Iterable<byte[]> is one of byte[].
    BodyWatch(Iterable<byte[]> body, Journal journal, Boundary boundary) {
        this.body = body;
        this.journal = journal;
        this.boundary = boundary;
        this.closeable = body instanceof AutoCloseable;
        this.file =
                body instanceof FileBody range
                        ? Optional.of(new FileRange(range, journal))
                        : Optional.empty();
        this.collection =
                body instanceof Collection<?> arrays
                        ? Optional.of(new CollectionSize((Collection<byte[]>) arrays, journal))
                        : Optional.empty();
        journal.bodyOpen(closeable);
        journal.atFinish(this::checkAtFinish);
        journal.onceOuterIsDone(this::checkClosed);
    }

    /** The callee has returned the body. */
    void checkOnReturn() {
        file.ifPresent(FileRange::check);
        file.filter(range -> range.count() > 0).ifPresent(range -> checkStatusHasBody());
    }

    Journal journal() {
        return journal;
    }

    Boundary boundary() {
        return boundary;
    }

    Optional<FileRange> file() {
        return file;
    }

    boolean isCollection() {
        return collection.isPresent();
    }

    boolean isClosed() {
        return closed;
    }

    /** Begins an iteration of a {@link Collection}. */
    Optional<CollectionSize.Pass> pass() {
        return collection.map(CollectionSize::pass);
    }

    /** The file itself goes to the caller, who may send it without iterating. */
    void sentAsFile() {
        sentAsFile = true;
        journal.bodyEnded();
    }

    /** The body's own iterator; null if it breaks its contract. */
    @Nullable Iterator<byte[]> iterator() {
        checkIterator();
        iterations.incrementAndGet();
        Iterator<byte[]> iterator = boundary.inside("iterator()", body::iterator);
        if (iterator == null) {
            journal.callee().error(Clause.BODY_1, "iterator() returned null", "");
        }
        return iterator;
    }

    private void checkIterator() {
        Complaints caller = journal.caller();
        if (closed) {
            caller.error(Clause.BODY_1, "the body is iterated after close()", "iterator()");
        } else if (isCollection()) {
            return;
        }
        if (iterations.get() > 0) {
            caller.error(Clause.BODY_1, "iterator() is called twice", Shown.of(body));
        }
        if (journal.isOutermost() && journal.answer().isPresent() && !journal.sendsBody()) {
            caller.error(
                    Clause.LEN_6,
                    "the body is iterated for HEAD or for a status without a body",
                    Shown.of(journal.request().method())
                            + " "
                            + journal.answer().map(Answer::code).orElse(0));
        }
        if (journal.outer().filter(outer -> !outer.hasCallReturned()).isPresent()) {
            caller.warning(
                    Clause.MW_2,
                    "the body is iterated before call returned, which only a middleware documented"
                            + " as buffering may do",
                    "");
        }
    }

    void checkStatusHasBody() {
        journal.answer()
                .ifPresent(
                        answer ->
                                ResponseHints.onOctets(
                                        answer, journal.request().isHead(), journal.callee()));
    }

    /** {@code hasNext()} returned false. */
    void ended(long total) {
        octets = OptionalLong.of(total);
        journal.bodyEnded();
        if (!closeable && !isCollection()) {
            journal.end();
            journal.done();
        }
    }

    /** Closes the body, whatever the checks say. */
    <E extends Exception> void close(Boundary.Step<?, E> step) throws E {
        boolean again = closed;
        closed = true;
        journal.bodyOpen(false);
        try {
            // Before the callee is reached: validators further in would blame another.
            if (again) {
                journal.caller().error(Clause.CLOSE_1, Clause.CLOSE_5, CLOSED_TWICE, "");
            }
        } finally {
            closeBody(step);
        }
        journal.done();
    }

    private <E extends Exception> void closeBody(Boundary.Step<?, E> step) throws E {
        try {
            boundary.<@Nullable Object, E>insideAnyway("close()", step::run);
        } finally {
            journal.end();
        }
    }

    /** Nobody can reach the body any more. */
    void abandoned() {
        Reporter.afterTheFact(this::checkClosed);
    }

    private void checkClosed() {
        if (closeable && !closed) {
            journal.caller().error(Clause.CLOSE_1, Clause.CLOSE_5, NOT_CLOSED, Shown.of(body));
        }
    }

    /** Warnings: a middleware around the outermost validator may have changed the response. */
    private void checkAtFinish(Finish finish) {
        Reporter.afterTheFact(this::checkClosed);
        if (finish.failure() != null || !journal.isOutermost()) {
            return;
        }
        Complaints caller = journal.caller();
        int code = journal.answer().map(Answer::code).orElse(finish.status());
        if (finish.status() != code) {
            caller.warning(
                    Clause.EXT_9,
                    "the finish callback gets another status than start",
                    finish.status() + " for " + code);
        }
        OptionalLong expected = expectedOctets();
        if (expected.isPresent() && expected.getAsLong() != finish.octets()) {
            boolean direct = iterations.get() == 0;
            caller.warning(
                    direct ? Clause.BODY_11 : Clause.EXT_9,
                    direct
                            ? "a file was sent that is not the range of the FileBody"
                            : "the finish callback gets another number of octets than was yielded",
                    finish.octets() + " for " + expected.getAsLong());
        }
    }

    private OptionalLong expectedOctets() {
        if (!journal.sendsBody()) {
            return OptionalLong.empty();
        }
        if (octets.isPresent()) {
            long most = journal.declaredLength().orElse(Long.MAX_VALUE);
            return OptionalLong.of(Math.min(octets.getAsLong(), most));
        }
        return sentAsFile && iterations.get() == 0
                ? file.map(range -> OptionalLong.of(range.count())).orElse(OptionalLong.empty())
                : OptionalLong.empty();
    }
}
