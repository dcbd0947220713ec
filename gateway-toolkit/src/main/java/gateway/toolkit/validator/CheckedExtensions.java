package gateway.toolkit.validator;

import gateway.api.Environ;
import gateway.api.Finish;
import gateway.api.Header;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Puts watched objects in the place of those in environ that the callee will call. */
final class CheckedExtensions {
    private CheckedExtensions() {}

    /** Replaces what is there; values of a wrong type stay, for the callee to see. */
    @SuppressWarnings("unchecked") // The keys' types; what breaks them fails as it would without.
    static void install(Map<String, Object> environ, Journal journal, Turns turns) {
        if (environ.get(Environ.INPUT) instanceof InputStream input) {
            environ.put(Environ.INPUT, new CheckedInput(input, journal, turns));
        }
        if (environ.get(Environ.REQUEST_TRAILERS) instanceof Supplier<?> supplier) {
            environ.put(
                    Environ.REQUEST_TRAILERS, trailers((Supplier<List<Header>>) supplier, journal));
        }
        if (environ.get(Environ.CLIENT_DISCONNECTED) instanceof BooleanSupplier gone) {
            environ.put(Environ.CLIENT_DISCONNECTED, disconnected(gone, journal));
        }
        if (environ.get(Environ.ON_FINISH) instanceof Consumer<?> register) {
            Consumer<Consumer<Finish>> typed = (Consumer<Consumer<Finish>>) register;
            CheckedOnFinish checked = new CheckedOnFinish(typed, journal, turns);
            if (journal.isOutermost()) {
                // The first registered is the last to run.
                checked.accept(
                        finish -> {
                            if (finish != null) {
                                journal.finish(finish);
                            }
                            journal.end();
                        });
            }
            environ.put(Environ.ON_FINISH, checked);
        }
    }

    private static Supplier<List<Header>> trailers(
            Supplier<List<Header>> supplier, Journal journal) {
        return () -> {
            // Only the server's own input tells when the server has read the trailers.
            boolean early = journal.isOutermost() && !journal.hasInputEnded();
            List<Header> trailers = supplier.get();
            if (trailers == null) {
                journal.caller().error(Clause.EXT_5, "gateway.request_trailers supplies null", "");
            } else if (early && !trailers.isEmpty()) {
                journal.caller()
                        .error(
                                Clause.EXT_5,
                                "gateway.request_trailers has fields before the input's end",
                                Shown.of(trailers));
            } else {
                TrailerFields.check(trailers, Clause.EXT_5, journal.caller());
            }
            return trailers;
        };
    }

    private static BooleanSupplier disconnected(BooleanSupplier gone, Journal journal) {
        return new BooleanSupplier() {
            private volatile boolean wasGone;

            @Override
            public boolean getAsBoolean() {
                boolean isGone = gone.getAsBoolean();
                if (wasGone && !isGone) {
                    journal.caller()
                            .error(
                                    Clause.EXT_8,
                                    "gateway.client_disconnected turns false again",
                                    "");
                }
                wasGone |= isGone;
                return isGone;
            }
        };
    }
}
