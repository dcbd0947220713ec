package gateway.conformance.bent;

import gateway.api.Header;
import gateway.api.StartResponse;
import gateway.toolkit.ForwardingStartResponse;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Passes everything on but {@code start}, which is the fault's. */
final class BentStart extends ForwardingStartResponse {
    /** What {@code start} does instead. */
    interface Fault {
        void start(
                StartResponse right,
                String status,
                List<Header> headers,
                @Nullable Throwable error);
    }

    private final StartResponse right;
    private final Fault fault;

    private BentStart(StartResponse right, Fault fault) {
        super(right);
        this.right = right;
        this.fault = fault;
    }

    static StartResponse of(StartResponse right, Fault fault) {
        return new BentStart(right, fault);
    }

    static Bend bend(String clause, String what, Fault fault) {
        return Bend.response(clause, what, (environ, right) -> new BentStart(right, fault));
    }

    @Override
    public void start(String status, List<Header> headers, @Nullable Throwable error) {
        fault.start(right, status, headers, error);
    }
}
