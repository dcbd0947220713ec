package gateway.toolkit.validator;

import gateway.api.Finish;
import gateway.api.Header;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What one validator has seen of one request: the facts that one check leaves for another.
 *
 * <p>It lies in environ under {@link #KEY}, where the next validator further in finds it: from the
 * two journals together, and one clock, follows what the middleware between them did.
 */
final class Journal {
    /** The validator's own key of environ. */
    static final String KEY = "gateway_toolkit.validator";

    /** What {@link gateway.api.StartResponse} may offer beyond {@code start}. */
    enum Capability {
        EARLY_HINTS("earlyHints"),
        FLUSH("flush"),
        TRAILERS("trailers"),
        UPGRADE("upgrade");

        final String method;

        Capability(String method) {
            this.method = method;
        }
    }

    private final Reporter reporter;
    private final RequestFacts request;
    private final @Nullable Journal outer;
    private final AtomicLong clock;
    private final Thread thread;
    private final List<Journal> inner = new CopyOnWriteArrayList<>();
    private final Map<Capability, Integer> granted = new ConcurrentHashMap<>();
    private final List<Consumer<Finish>> finishChecks = new CopyOnWriteArrayList<>();
    private final List<Runnable> leftoverChecks = new CopyOnWriteArrayList<>();

    private volatile boolean callReturned;
    private volatile @Nullable Answer answer;
    private final AtomicInteger starts = new AtomicInteger();
    private volatile @Nullable Throwable lastError;
    private volatile long lastYield;
    private volatile boolean committed;
    private volatile boolean inputEnded;
    private volatile boolean bodyOpen;
    private volatile boolean bodyEnded;
    private volatile boolean over;

    Journal(String name, @Nullable Journal outer, RequestFacts request, Consumer<Finding> sink) {
        this.reporter = new Reporter(name, outer == null ? null : outer.reporter, sink);
        this.request = request;
        this.outer = outer;
        this.clock = outer == null ? new AtomicLong() : outer.clock;
        this.thread = outer == null ? Thread.currentThread() : outer.thread;
        this.inputEnded = request.inputLength() == 0;
        if (outer != null) {
            outer.inner.add(this);
        }
    }

    Complaints caller() {
        return reporter.caller();
    }

    Complaints callee() {
        return reporter.callee();
    }

    RequestFacts request() {
        return request;
    }

    Optional<Journal> outer() {
        return Optional.ofNullable(outer);
    }

    boolean isOutermost() {
        return outer == null;
    }

    /** The request's: the one in which the outermost validator was called. */
    Thread thread() {
        return thread;
    }

    void callReturned() {
        callReturned = true;
    }

    boolean hasCallReturned() {
        return callReturned;
    }

    /** {@code start} was called with {@code error}, and returned. */
    void started(String status, List<Header> headers, @Nullable Throwable error) {
        answer = Answer.of(status, headers);
        lastError = error;
        starts.incrementAndGet();
    }

    Optional<Answer> answer() {
        return Optional.ofNullable(answer);
    }

    /** How many calls of {@code start} returned. */
    int starts() {
        return starts.get();
    }

    /**
     * Tells later whether {@code start} has returned once more, here or further out, so that what
     * was announced before is replaced (SR-3).
     */
    BooleanSupplier replacement() {
        int before = allStarts();
        return () -> allStarts() != before;
    }

    private int allStarts() {
        return starts() + (outer == null ? 0 : outer.allStarts());
    }

    Optional<Throwable> lastError() {
        return Optional.ofNullable(lastError);
    }

    /** Whether the response has octets: for HEAD and some statuses the body is dropped. */
    boolean sendsBody() {
        Answer current = answer;
        return !request.isHead() && current != null && !current.isBodiless();
    }

    /** Content-Length, where the body has to agree with it. */
    OptionalLong declaredLength() {
        Answer current = answer;
        return current == null || !sendsBody() || current.contentLength() < 0
                ? OptionalLong.empty()
                : OptionalLong.of(current.contentLength());
    }

    void granted(Capability capability) {
        granted.merge(capability, 1, Integer::sum);
    }

    /** How often the capability returned true. */
    int grants(Capability capability) {
        return granted.getOrDefault(capability, 0);
    }

    /** A non-empty array came out of the body. */
    void yielded() {
        lastYield = clock.incrementAndGet();
    }

    /** Whether what this side yielded last has come out of the outer side too (MW-2). */
    boolean isPassedOn() {
        return outer == null || outer.lastYield >= lastYield;
    }

    void commit() {
        committed = true;
    }

    /**
     * Whether head and body are on their way for certain: flushed, or a further array was asked
     * for. A middleware that holds them back is seen by the outer validator.
     */
    boolean isCommitted() {
        return committed && (outer == null || outer.isCommitted());
    }

    void inputEnded(boolean ended) {
        inputEnded = ended;
    }

    boolean hasInputEnded() {
        return inputEnded;
    }

    /** A body that has to be closed went to the caller, or was closed. */
    void bodyOpen(boolean open) {
        bodyOpen = open;
    }

    boolean isBodyOpen() {
        return bodyOpen;
    }

    /** {@code hasNext()} returned false. */
    void bodyEnded() {
        bodyEnded = true;
    }

    boolean hasBodyEnded() {
        return bodyEnded;
    }

    /** For the callee the request is over. */
    void end() {
        over = true;
    }

    boolean isOver() {
        return over;
    }

    /** Has {@code check} run at the end of the request, if the server tells it. */
    void atFinish(Consumer<Finish> check) {
        finishChecks.add(check);
    }

    /** Runs the finish checks from the outermost validator inwards, as faults travel. */
    void finish(Finish finish) {
        for (Consumer<Finish> check : finishChecks) {
            Reporter.afterTheFact(() -> check.accept(finish));
        }
        inner.forEach(journal -> journal.finish(finish));
    }

    /** Has {@code check} run once the middleware around this validator is done. */
    void onceOuterIsDone(Runnable check) {
        leftoverChecks.add(check);
    }

    /** The callee of this validator is done: nothing further in may be left open. */
    void done() {
        inner.forEach(journal -> journal.leftoverChecks.forEach(Runnable::run));
    }
}
