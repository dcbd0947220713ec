package gateway.toolkit.validator;

import gateway.api.Header;
import gateway.api.UpgradeHandler;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One call of a capability: whether the callee may make it, and whether the caller may grant it
 * (EXT-3, EXT-4, EXT-6, EXT-7).
 */
final class CapabilityCheck {
    private final Journal journal;

    CapabilityCheck(Journal journal) {
        this.journal = journal;
    }

    /**
     * A call on its way.
     *
     * @param clause of the capability
     * @param refusal why it must not be granted; empty if it may
     */
    record Call(Clause clause, Optional<String> refusal) {}

    Call beforeHints(List<Header> headers) {
        boolean wellFormed = checkHeaders(headers, Clause.EXT_3);
        String refusal = "earlyHints returns true ";
        if (journal.request().isHttp10()) {
            refusal += "in HTTP/1.0";
        } else if (journal.isCommitted()) {
            refusal += "though the response is committed";
        } else if (!wellFormed) {
            refusal += "for malformed headers";
        } else {
            return new Call(Clause.EXT_3, Optional.empty());
        }
        return new Call(Clause.EXT_3, Optional.of(refusal));
    }

    Call beforeFlush(boolean answered) {
        if (answered) {
            return new Call(Clause.EXT_6, Optional.empty());
        }
        journal.callee().error(Clause.EXT_6, "flush was called before start", "");
        return new Call(Clause.EXT_6, Optional.of("flush returns true before start"));
    }

    Call beforeTrailers(Supplier<List<Header>> supplier) {
        if (supplier == null) {
            journal.callee().error(Clause.EXT_4, "the supplier of trailers is null", "");
        }
        String refusal = "trailers returns true ";
        if (journal.request().isHttp10()) {
            refusal += "in HTTP/1.0";
        } else if (journal.request().isHttp1() && !acceptsTrailers()) {
            refusal += "without TE: trailers";
        } else if (journal.request().isHttp1() && journal.declaredLength().isPresent()) {
            refusal += "though there is a Content-Length";
        } else {
            return new Call(Clause.EXT_4, Optional.empty());
        }
        return new Call(Clause.EXT_4, Optional.of(refusal));
    }

    Call beforeUpgrade(
            String protocol, List<Header> headers, UpgradeHandler handler, boolean answered) {
        boolean wellFormed = checkHeaders(headers, Clause.EXT_7);
        if (protocol == null || handler == null || protocol.isBlank()) {
            journal.callee()
                    .error(
                            Clause.EXT_7,
                            "upgrade was called without a protocol or without a handler",
                            Shown.of(protocol));
        }
        String refusal = "upgrade returns true ";
        if (answered) {
            journal.callee().error(Clause.EXT_7, "upgrade was called after start", "");
            refusal += "after start";
        } else if (journal.request().isHttp10()) {
            refusal += "in HTTP/1.0";
        } else if (journal.request().isHttp1() && !isOffered(protocol)) {
            refusal += "for a protocol that the request does not offer";
        } else if (!journal.hasInputEnded()) {
            refusal += "before the request's body was read";
        } else if (!wellFormed) {
            refusal += "for malformed headers";
        } else {
            return new Call(Clause.EXT_7, Optional.empty());
        }
        return new Call(Clause.EXT_7, Optional.of(refusal));
    }

    /** The call returned. */
    void after(Call call, boolean granted) {
        if (granted) {
            call.refusal().ifPresent(refusal -> journal.caller().error(call.clause(), refusal, ""));
        }
    }

    private boolean checkHeaders(List<Header> headers, Clause clause) {
        List<StartArguments.Fault> faults = StartArguments.interimFaults(headers, clause);
        for (StartArguments.Fault fault : faults) {
            journal.callee().error(fault.clause(), fault.message(), fault.value());
        }
        return faults.isEmpty();
    }

    private boolean acceptsTrailers() {
        return contains(journal.request().te(), "trailers");
    }

    private boolean isOffered(String protocol) {
        return protocol != null && contains(journal.request().upgrade(), protocol);
    }

    /** Whether a comma-separated list has the element, parameters and case aside. */
    private static boolean contains(String list, String element) {
        for (String each : list.split(",", -1)) {
            String name = each.split(";", 2)[0].strip();
            if (name.toLowerCase(Locale.ROOT).equals(element.toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }
}
