package gateway.toolkit.validator;

import gateway.api.Header;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Response trailers: asked for once, after the last array, and fit for a trailer (EXT-4). */
final class CheckedTrailers implements Supplier<List<Header>> {
    private static final Set<String> FRAMING =
            Set.of("content-length", "content-encoding", "content-type", "host", "trailer");

    private final Supplier<List<Header>> supplier;
    private final Journal journal;
    private final Boundary boundary;
    private final AtomicInteger asked = new AtomicInteger();

    CheckedTrailers(Supplier<List<Header>> supplier, Journal journal, Boundary boundary) {
        this.supplier = supplier;
        this.journal = journal;
        this.boundary = boundary;
    }

    /** The caller has promised to ask. */
    void expect() {
        journal.atFinish(
                finish -> {
                    if (finish.failure() == null && journal.sendsBody() && asked.get() == 0) {
                        journal.caller()
                                .error(Clause.EXT_4, "the trailers were never asked for", "");
                    }
                });
    }

    @Override
    public List<Header> get() {
        if (asked.incrementAndGet() > 1) {
            journal.caller().error(Clause.EXT_4, "the trailers were asked for twice", "");
        } else if (journal.sendsBody() && !journal.hasBodyEnded()) {
            journal.caller()
                    .error(Clause.EXT_4, "the trailers were asked for before the body's end", "");
        }
        List<Header> trailers = boundary.inside("the supplier of trailers", supplier::get);
        check(trailers);
        return trailers;
    }

    private void check(List<Header> trailers) {
        for (StartArguments.Fault fault : StartArguments.faults(trailers)) {
            journal.callee()
                    .error(Clause.EXT_4, "in the trailers " + fault.message(), fault.value());
        }
        if (trailers == null) {
            return;
        }
        for (Header trailer : trailers) {
            if (trailer != null && FRAMING.contains(trailer.name().toLowerCase(Locale.ROOT))) {
                journal.callee()
                        .error(
                                Clause.EXT_4,
                                "the field " + trailer.name() + " must not be a trailer",
                                Shown.of(trailer));
            }
        }
    }
}
