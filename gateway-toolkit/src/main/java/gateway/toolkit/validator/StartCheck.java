package gateway.toolkit.validator;

import gateway.api.Header;
import gateway.api.ResponseCommittedException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One call of {@code start}: whether the callee may make it so, and whether the caller answers as
 * it must (SR-1 to SR-4, SR-7, SR-8, MW-3).
 */
final class StartCheck {
    private final Journal journal;

    StartCheck(Journal journal) {
        this.journal = journal;
    }

    /** A call on its way. */
    static final class Call {
        final List<Header> headers;
        final @Nullable Throwable error;
        final List<Header> before;
        final Optional<StartArguments.Fault> fault;
        final boolean late;
        final boolean repeated;
        final boolean committed;
        final int startsOutside;

        private Call(
                List<Header> headers,
                @Nullable Throwable error,
                Optional<StartArguments.Fault> fault,
                boolean late,
                boolean repeated,
                Journal journal) {
            this.headers = headers;
            this.error = error;
            this.before = headers == null ? List.of() : new ArrayList<>(headers);
            this.fault = fault;
            this.late = late;
            this.repeated = repeated;
            this.committed = journal.isCommitted();
            this.startsOutside = startsOutside(journal);
        }

        /** Whether its arguments count once it has returned. */
        boolean isAccepted() {
            return fault.isEmpty() && !late;
        }
    }

    Call before(
            String status,
            List<Header> headers,
            @Nullable Throwable error,
            boolean late,
            boolean answered) {
        List<StartArguments.Fault> faults = StartArguments.faults(status, headers);
        for (StartArguments.Fault fault : faults) {
            journal.callee().error(fault.clause(), fault.message(), fault.value());
        }
        boolean repeated = error == null && answered && !late;
        if (repeated) {
            journal.callee()
                    .error(
                            Clause.SR_2,
                            "start was called a second time without an error",
                            Shown.of(status));
        }
        return new Call(headers, error, faults.stream().findFirst(), late, repeated, journal);
    }

    /** The call returned. */
    void after(Call call) {
        Complaints caller = journal.caller();
        if (call.late) {
            caller.error(Clause.SR_8, "start does not throw after the request", "");
        } else if (call.fault.isPresent()) {
            caller.error(
                    Clause.SR_1,
                    "start accepts malformed arguments",
                    call.fault.get().clause() + " " + call.fault.get().value());
        } else if (call.repeated) {
            caller.error(Clause.SR_2, "start accepts a second call without an error", "");
        } else if (call.error != null && call.committed) {
            caller.error(
                    Clause.SR_4,
                    "start does not throw though the response is committed",
                    Shown.of(call.error));
        }
        if (call.headers != null && !call.before.equals(call.headers)) {
            caller.error(Clause.SR_7, "start modifies the header list", Shown.of(call.headers));
        }
        checkErrorForwarded(call);
    }

    /** The call threw. */
    void afterThrowing(Call call, Throwable thrown) {
        Complaints caller = journal.caller();
        if (call.late) {
            if (!(thrown instanceof IllegalStateException)) {
                caller.error(
                        Clause.SR_8,
                        "start throws something else than IllegalStateException after the request",
                        Shown.of(thrown));
            }
        } else if (thrown instanceof ResponseCommittedException) {
            if (call.error == null || !call.error.equals(thrown.getCause())) {
                caller.error(
                        Clause.SR_4,
                        "ResponseCommittedException does not have the error as its cause",
                        Shown.of(call.error));
            }
        } else if (call.fault.isPresent()) {
            boolean isRight =
                    thrown instanceof IllegalArgumentException
                            || thrown instanceof NullPointerException
                            || (call.repeated && thrown instanceof IllegalStateException);
            if (!isRight) {
                caller.error(
                        Clause.SR_1,
                        "start throws neither NullPointerException nor IllegalArgumentException"
                                + " for malformed arguments",
                        Shown.of(thrown));
            }
        } else if (call.repeated) {
            if (!(thrown instanceof IllegalStateException)) {
                caller.error(
                        Clause.SR_2,
                        "start throws something else than IllegalStateException for a second call",
                        Shown.of(thrown));
            }
        } else {
            caller.error(
                    call.error == null ? Clause.SR_1 : Clause.SR_3,
                    "start refuses a call that is right",
                    Shown.of(thrown));
        }
    }

    private void checkErrorForwarded(Call call) {
        Journal outer = journal.outer().orElse(null);
        if (outer != null
                && call.error != null
                && outer.starts() > call.startsOutside
                && outer.lastError().isEmpty()) {
            journal.caller()
                    .error(
                            Clause.MW_3,
                            "the error given to start is not passed on",
                            Shown.of(call.error));
        }
    }

    private static int startsOutside(Journal journal) {
        return journal.outer().map(Journal::starts).orElse(0);
    }
}
