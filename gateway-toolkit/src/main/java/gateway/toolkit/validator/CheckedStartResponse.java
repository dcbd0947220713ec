package gateway.toolkit.validator;

import gateway.api.Header;
import gateway.api.ResponseCommittedException;
import gateway.api.StartResponse;
import gateway.api.UpgradeHandler;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code startResponse} with both sides watched: the arguments and the moment of each call, and
 * what comes of it (chapters 7, 8 and 16 of spec.md). Each method calls the one of the same name,
 * once.
 */
final class CheckedStartResponse implements StartResponse {
    private final StartResponse caller;
    private final Journal journal;
    private final Turns turns;
    private final Boundary boundary;
    private final StartCheck startCheck;
    private final CapabilityCheck capabilityCheck;
    private volatile boolean answered;

    CheckedStartResponse(StartResponse caller, Journal journal, Turns turns, Boundary boundary) {
        this.caller = caller;
        this.journal = journal;
        this.turns = turns;
        this.boundary = boundary;
        this.startCheck = new StartCheck(journal);
        this.capabilityCheck = new CapabilityCheck(journal);
    }

    /** Whether {@code start} has returned, or {@code upgrade} returned true (APP-4). */
    boolean isAnswered() {
        return answered;
    }

    @Override
    public void start(String status, List<Header> headers, @Nullable Throwable error) {
        start(status, headers, error, () -> caller.start(status, headers, error));
    }

    @Override
    public void start(String status, List<Header> headers) {
        start(status, headers, null, () -> caller.start(status, headers));
    }

    private void start(
            String status, List<Header> headers, @Nullable Throwable error, Runnable call) {
        boolean late = turns.begin("start");
        try {
            StartCheck.Call made = startCheck.before(status, headers, error, late, isAnswered());
            try {
                call.run();
            } catch (ContractViolation violation) {
                throw violation; // Of a validator further out.
            } catch (Throwable thrown) {
                if (thrown instanceof ResponseCommittedException) {
                    boundary.refusedReplacement();
                }
                startCheck.afterThrowing(made, thrown);
                throw thrown;
            }
            answered = true;
            startCheck.after(made);
            if (made.isAccepted()) {
                journal.started(status, headers, error);
                boundary.handedOver(headers);
                journal.answer()
                        .ifPresent(a -> ResponseHints.onStart(a, headers, journal.callee()));
            }
        } finally {
            turns.done();
        }
    }

    @Override
    public boolean earlyHints(List<Header> headers) throws IOException {
        return capability(
                Journal.Capability.EARLY_HINTS,
                () -> capabilityCheck.beforeHints(headers),
                () -> caller.earlyHints(headers));
    }

    @Override
    public boolean flush() throws IOException {
        boolean flushed =
                capability(
                        Journal.Capability.FLUSH,
                        () -> capabilityCheck.beforeFlush(isAnswered()),
                        caller::flush);
        if (flushed) {
            journal.commit();
        }
        return flushed;
    }

    @Override
    public boolean trailers(Supplier<List<Header>> supplier) {
        CheckedTrailers trailers = new CheckedTrailers(supplier, journal, boundary);
        boolean granted =
                capability(
                        Journal.Capability.TRAILERS,
                        () -> capabilityCheck.beforeTrailers(supplier),
                        () -> caller.trailers(supplier == null ? supplier : trailers));
        if (granted) {
            trailers.expect();
        }
        return granted;
    }

    @Override
    public boolean upgrade(String protocol, List<Header> headers, UpgradeHandler handler) {
        CheckedUpgrade checked = new CheckedUpgrade(handler, journal, turns);
        boolean granted =
                capability(
                        Journal.Capability.UPGRADE,
                        () ->
                                capabilityCheck.beforeUpgrade(
                                        protocol, headers, handler, isAnswered()),
                        () ->
                                caller.upgrade(
                                        protocol, headers, handler == null ? handler : checked));
        answered |= granted;
        if (granted) {
            checked.granted();
        }
        return granted;
    }

    private <E extends Exception> boolean capability(
            Journal.Capability capability,
            Supplier<CapabilityCheck.Call> before,
            Boundary.Step<Boolean, E> step)
            throws E {
        boolean late = turns.begin(capability.method);
        try {
            CapabilityCheck.Call made = before.get();
            int grantsOutside = outerGrants(capability);
            boolean granted = step.run();
            if (late) {
                journal.caller()
                        .error(
                                Clause.SR_8,
                                capability.method + " does not throw after the request",
                                "");
            } else {
                capabilityCheck.after(made, granted);
                checkForwarded(capability, granted, outerGrants(capability) > grantsOutside);
            }
            if (granted) {
                journal.granted(capability);
            }
            return granted;
        } finally {
            turns.done();
        }
    }

    private int outerGrants(Journal.Capability capability) {
        return journal.outer().map(outer -> outer.grants(capability)).orElse(0);
    }

    private void checkForwarded(
            Journal.Capability capability, boolean granted, boolean grantedOutside) {
        if (!journal.isOutermost() && granted != grantedOutside) {
            journal.caller()
                    .error(
                            Clause.MW_3,
                            capability.method + " does not return what the one further out did",
                            granted + " for " + grantedOutside);
        }
    }
}
