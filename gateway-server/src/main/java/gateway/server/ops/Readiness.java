package gateway.server.ops;

import gateway.server.net.Census;
import gateway.server.net.ConnectionState;
import gateway.server.net.ServerListener;
import gateway.server.net.Underway;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether requests are welcome, and a look at the connections once there are any.
 *
 * <pre>
 *   STARTING ──started──→ READY ──stopping──→ DRAINING
 * </pre>
 */
final class Readiness implements ServerListener {
    /** Where the server is. */
    enum State {
        STARTING,
        READY,
        DRAINING
    }

    private volatile State state = State.STARTING;
    private volatile Optional<Census> census = Optional.empty();

    @Override
    public void started(Census census) {
        this.census = Optional.of(census);
        state = State.READY;
    }

    @Override
    public void stopping() {
        state = State.DRAINING;
    }

    State state() {
        return state;
    }

    /** As {@link Census#underway}; empty before the start. */
    List<Underway> underway() {
        return census.map(Census::underway).orElse(List.of());
    }

    /** As {@link Census#states}; empty before the start. */
    Map<ConnectionState, Integer> connections() {
        return census.map(Census::states).orElse(Map.of());
    }
}
