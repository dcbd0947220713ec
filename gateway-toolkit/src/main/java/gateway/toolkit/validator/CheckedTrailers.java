package gateway.toolkit.validator;

import gateway.api.Header;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Response trailers: asked for once, after the last array, and fit for a trailer (EXT-4). */
final class CheckedTrailers implements Supplier<List<Header>> {
    private final Supplier<List<Header>> supplier;
    private final Journal journal;
    private final Boundary boundary;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile BooleanSupplier replaced = () -> false;

    CheckedTrailers(Supplier<List<Header>> supplier, Journal journal, Boundary boundary) {
        this.supplier = supplier;
        this.journal = journal;
        this.boundary = boundary;
    }

    /** The caller has promised to ask. */
    void expect() {
        replaced = journal.replacement();
        journal.atFinish(
                finish -> {
                    // A body that was given up, or another status: replaced further out.
                    boolean isSent =
                            finish.failure() == null
                                    && journal.sendsBody()
                                    && journal.hasBodyEnded()
                                    && journal.answer()
                                            .filter(answer -> answer.code() == finish.status())
                                            .isPresent();
                    if (isSent && !replaced.getAsBoolean() && asked.get() == 0) {
                        journal.caller()
                                .error(Clause.EXT_4, "the trailers were never asked for", "");
                    }
                });
    }

    @Override
    public List<Header> get() {
        if (asked.incrementAndGet() > 1) {
            journal.caller().error(Clause.EXT_4, "the trailers were asked for twice", "");
        } else if (replaced.getAsBoolean()) {
            journal.caller()
                    .error(
                            Clause.SR_3,
                            "trailers were asked for that start with an error has replaced",
                            "");
        } else if (journal.sendsBody() && !journal.hasBodyEnded()) {
            journal.caller()
                    .error(Clause.EXT_4, "the trailers were asked for before the body's end", "");
        }
        List<Header> trailers = boundary.inside("the supplier of trailers", supplier::get);
        check(trailers);
        return trailers;
    }

    private static boolean isWellFormed(Header trailer) {
        return trailer != null && StartArguments.faults(List.of(trailer)).isEmpty();
    }

    private void check(List<Header> trailers) {
        for (StartArguments.Fault fault : StartArguments.faults(trailers)) {
            journal.callee()
                    .error(Clause.EXT_4, "in the trailers " + fault.message(), fault.value());
        }
        if (trailers == null) {
            return;
        }
        TrailerFields.check(
                trailers.stream().filter(CheckedTrailers::isWellFormed).toList(),
                Clause.EXT_4,
                journal.callee());
    }
}
