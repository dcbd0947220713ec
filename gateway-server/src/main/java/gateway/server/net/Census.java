package gateway.server.net;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Looks at the connections of a server from outside: each as it is at that moment, and not all at
 * the same one. Costs the connections nothing.
 */
public final class Census {
    private final Collection<Connection> connections;
    private final CoarseClock clock;

    Census(Collection<Connection> connections, CoarseClock clock) {
        this.connections = connections;
        this.clock = clock;
    }

    /** How many are open in each state. */
    public Map<ConnectionState, Integer> states() {
        Map<ConnectionState, Integer> counts = new EnumMap<>(ConnectionState.class);
        for (ConnectionState state : ConnectionState.values()) {
            counts.put(state, 0);
        }
        for (Connection connection : connections) {
            counts.merge(connection.watch().state(), 1, Integer::sum);
        }
        return counts;
    }

    /** What their owners have begun and not ended, the oldest first. */
    public List<Underway> underway() {
        List<Underway> all = new ArrayList<>();
        for (Connection connection : connections) {
            connection
                    .task()
                    .look(
                            clock.nanos(),
                            (task, age, thread) ->
                                    all.add(
                                            new Underway(
                                                    task,
                                                    age,
                                                    thread,
                                                    connection.watch().state(),
                                                    connection)));
        }
        all.sort((one, other) -> other.age().compareTo(one.age()));
        return all;
    }
}
