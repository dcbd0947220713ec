package gateway.server.dev;

import gateway.api.Application;
import gateway.api.Lifecycle;
import gateway.server.dev.Copies.Copy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The applications of one state of the class path, in a class loader of their own.
 *
 * <pre>
 *   made ─→ current ─ retire ─→ retired ─ last request over ─→ ended: stopped, loader closed
 *              └────────────────────────── end ──────────────────↑
 * </pre>
 */
final class Generation {
    private static final Logger LOG = LoggerFactory.getLogger(Generation.class);

    private final Copy copy;
    private final URLClassLoader loader;
    private final Consumer<Generation> afterEnd;
    private final List<Application> applications = new ArrayList<>();
    private final Deque<Lifecycle> started = new ArrayDeque<>();
    private final Object end = new Object();
    private final long madeAt = System.nanoTime();
    private Optional<BrokenBuild> fault = Optional.empty();
    private int running;
    private boolean retired;
    private boolean ended;

    private Generation(Copy copy, ClassLoader parent, Consumer<Generation> afterEnd) {
        this.copy = copy;
        this.afterEnd = afterEnd;
        this.loader = new URLClassLoader("application", urls(copy.entries()), parent);
    }

    /**
     * Finds the applications and starts them; or finds out why that cannot be.
     *
     * @param parent of the new loader
     * @param settings for {@code Lifecycle.start}
     * @param afterEnd run once
     */
    static Generation make(
            Copy copy,
            ClassLoader parent,
            List<Finding> findings,
            Map<String, String> settings,
            Consumer<Generation> afterEnd) {
        Generation generation = new Generation(copy, parent, afterEnd);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(generation.loader);
        try {
            if (!copy.listing().faults().isEmpty()) {
                throw new BrokenBuild(String.join("\n", copy.listing().faults()), null);
            }
            generation.find(findings);
            generation.start(settings);
        } catch (BrokenBuild e) {
            generation.fault = Optional.of(e);
            generation.stop();
        } finally {
            thread.setContextClassLoader(before);
        }
        return generation;
    }

    private static URL[] urls(List<Path> entries) {
        List<URL> urls = new ArrayList<>();
        for (Path entry : entries) {
            try {
                urls.add(entry.toUri().toURL());
            } catch (MalformedURLException e) {
                throw new IllegalStateException("a file without a URL: " + entry, e);
            }
        }
        return urls.toArray(URL[]::new);
    }

    private void find(List<Finding> findings) throws BrokenBuild {
        for (Finding finding : findings) {
            try {
                applications.add(finding.in(loader));
            } catch (Throwable e) {
                throw BrokenBuild.of(e);
            }
        }
    }

    private void start(Map<String, String> settings) throws BrokenBuild {
        for (Application application : applications) {
            if (application instanceof Lifecycle lifecycle) {
                try {
                    lifecycle.start(settings);
                } catch (Throwable e) {
                    throw new BrokenBuild("the application could not start", e);
                }
                started.push(lifecycle);
            }
        }
    }

    Copy copy() {
        return copy;
    }

    ClassLoader loader() {
        return loader;
    }

    /** Why there is nothing to call, if there is not. */
    Optional<BrokenBuild> fault() {
        return fault;
    }

    /** In nanoseconds. */
    long age() {
        return System.nanoTime() - madeAt;
    }

    /** One without a {@link #fault}; in the order of the findings. */
    Application application(int index) {
        return applications.get(index);
    }

    /** Begins a request, unless it is retired. */
    synchronized boolean enter() {
        if (!retired) {
            running++;
        }
        return !retired;
    }

    /** Ends a request. */
    void leave() {
        boolean last;
        synchronized (this) {
            running--;
            last = retired && running == 0;
        }
        if (last) {
            end();
        }
    }

    /**
     * Takes no more requests.
     *
     * @return how many still run; if none, it has ended
     */
    int retire() {
        int left;
        synchronized (this) {
            retired = true;
            left = running;
        }
        if (left == 0) {
            end();
        }
        return left;
    }

    /** Stops the applications, once; returns when that is done. */
    void end() {
        synchronized (end) {
            if (ended) {
                return;
            }
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(loader);
            try {
                stop();
                loader.close();
            } catch (IOException e) {
                LOG.warn("cannot close the class loader: {}", e.toString());
            } finally {
                thread.setContextClassLoader(before);
                ended = true;
            }
        }
        afterEnd.accept(this);
    }

    private void stop() {
        while (!started.isEmpty()) {
            try {
                started.pop().stop();
            } catch (Throwable e) {
                LOG.error("LIFE-2: the application's stop failed", e);
            }
        }
    }
}
