package gateway.toolkit;

import gateway.api.Application;
import gateway.api.Lifecycle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Several applications that start and stop as one: what a middleware with more than one inside it
 * owes them (LIFE-3). Each is told once, however often it is among them.
 */
public final class LifecycleGroup implements Lifecycle {
    private final List<Lifecycle> members;
    private final Deque<Lifecycle> started = new ArrayDeque<>();

    private LifecycleGroup(List<Lifecycle> members) {
        this.members = List.copyOf(members);
    }

    /**
     * {@return those of the applications that have a lifecycle}
     *
     * @param applications in the order in which they are started
     */
    public static LifecycleGroup of(Collection<? extends Application> applications) {
        Set<Lifecycle> known = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Lifecycle> members = new ArrayList<>();
        for (Application application : applications) {
            if (application instanceof Lifecycle lifecycle && known.add(lifecycle)) {
                members.add(lifecycle);
            }
        }
        return new LifecycleGroup(members);
    }

    /** Starts each; those started before one that fails are stopped again. */
    @Override
    public void start(Map<String, String> settings) throws Exception {
        for (Lifecycle member : members) {
            try {
                member.start(settings);
                started.push(member);
            } catch (Throwable e) {
                stopAfter(e);
                throw e;
            }
        }
    }

    private void stopAfter(Throwable failure) {
        try {
            stop();
        } catch (Throwable e) {
            suppress(failure, e);
        }
    }

    @SuppressWarnings("ReferenceEquality") // Nothing suppresses itself.
    private static void suppress(Throwable first, Throwable later) {
        if (first != later) {
            first.addSuppressed(later);
        }
    }

    /**
     * Stops what was started, the last first; what is thrown first passes after all were stopped.
     */
    @Override
    public void stop() throws Exception {
        Throwable first = null;
        while (!started.isEmpty()) {
            try {
                started.pop().stop();
            } catch (Throwable e) {
                if (first == null) {
                    first = e;
                } else {
                    suppress(first, e);
                }
            }
        }
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof Exception exception) {
            throw exception;
        }
        if (first != null) {
            throw new Exception(first);
        }
    }
}
