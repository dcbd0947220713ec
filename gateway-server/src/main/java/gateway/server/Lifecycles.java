package gateway.server;

import gateway.api.Application;
import gateway.api.Lifecycle;
import gateway.server.call.ApplicationContext;
import gateway.server.call.Mount;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The applications that were started, and are to be stopped. */
final class Lifecycles {
    private static final Logger LOG = LoggerFactory.getLogger(Lifecycles.class);

    private final Deque<Application> started = new ArrayDeque<>();

    /** Starts each; one that is mounted twice starts once (LIFE-1, LIFE-2). */
    void start(List<Mount> mounts, Map<String, String> settings) throws ApplicationFailedException {
        Set<Application> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Mount mount : mounts) {
            Application application = mount.application();
            if (application instanceof Lifecycle lifecycle && seen.add(application)) {
                try {
                    ApplicationContext.run(application, () -> lifecycle.start(settings));
                } catch (Throwable e) {
                    throw new ApplicationFailedException(e);
                }
                started.push(application);
            }
        }
    }

    /** Stops those that were started, the last one first. */
    void stop() {
        for (Application application : started) {
            try {
                ApplicationContext.run(application, ((Lifecycle) application)::stop);
            } catch (Throwable e) {
                LOG.error("LIFE-2: the application's stop failed", e);
            }
        }
    }
}
