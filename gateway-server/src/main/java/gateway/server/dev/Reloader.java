package gateway.server.dev;

import gateway.server.dev.Copies.Copy;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URLConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Keeps the generation that a request gets: one of what lay on the class path when it came.
 *
 * <p>Loads on a thread of its own, of which nothing is left behind, and whose work a request that
 * is aborted does not tear apart. Requests that come meanwhile wait for it.
 */
final class Reloader {
    private static final Logger LOG = LoggerFactory.getLogger(Reloader.class);

    /** What may have nothing to do with the classes, such as a database that is down. */
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    /** Beyond it, a class path that never rests is served as it is found. */
    private static final int MOST_COPIES = 3;

    private final List<Place> places;
    private final ClassLoader parent;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Generation> generations = new ArrayList<>();
    private Map<String, String> settings = Map.of();
    private @Nullable State state;
    private @Nullable Copy newest;
    private @Nullable FutureTask<Void> loading;
    private volatile @Nullable Current current;

    /** What there is from start to stop. */
    private record State(Copies copies, Changes changes) {}

    /** A generation, and the last version of the class path that it is known to be of. */
    private record Current(Generation generation, long version) {
        /** Whether it is broken, and may not be any more. */
        private boolean isWorthATry() {
            return generation.fault().isPresent() && generation.age() > TRY_AGAIN.toNanos();
        }
    }

    Reloader(List<Place> places, ClassLoader parent) {
        this.places = places;
        this.parent = parent;
    }

    /** Adds one more application, before the start; returns its index. */
    int add(Finding finding) {
        findings.add(finding);
        return findings.size() - 1;
    }

    /** Loads the first generation; later calls do nothing. */
    void start(Map<String, String> newSettings) throws Exception {
        synchronized (this) {
            if (state != null) {
                return;
            }
            settings = newSettings;
            // A jar that is cached by its URL would stay open, and with it every copy.
            URLConnection.setDefaultUseCaches("jar", false);
            Copies copies = Copies.begin();
            state = new State(copies, Changes.of(places, copies.signals()));
        }
        await(load());
    }

    /** Ends all generations; later calls do nothing. */
    void stop() throws IOException, InterruptedException {
        State ended;
        FutureTask<Void> last;
        synchronized (this) {
            ended = state;
            last = loading;
            state = null;
        }
        if (last != null) {
            await(last);
        }
        List<Generation> all;
        synchronized (this) {
            all = List.copyOf(generations);
            current = null;
        }
        for (Generation generation : all) {
            generation.end();
        }
        if (ended != null) {
            ended.changes().close();
            ended.copies().close();
        }
    }

    /**
     * The generation of what lies on the class path now. Whoever gets it calls {@link
     * Generation#leave} in the end.
     */
    Generation enter() throws InterruptedException {
        long version = changes().version();
        boolean again = true;
        while (true) {
            Current now = current;
            if (now != null && now.version() >= version && !(again && now.isWorthATry())) {
                Generation generation = now.generation();
                if (generation.enter()) {
                    return generation;
                }
            }
            await(load());
            again = false;
        }
    }

    /** A number that is another one when the class path is. */
    long seen() throws InterruptedException {
        return changes().seen();
    }

    /** Whether a reload would not have to wait. */
    boolean quiet() {
        return changes().quiet();
    }

    private synchronized Changes changes() {
        if (state == null) {
            throw new IllegalStateException("development mode is not started, or stopped");
        }
        return state.changes();
    }

    /** Begins to load, unless that has begun. */
    private synchronized FutureTask<Void> load() {
        FutureTask<Void> running = loading;
        if (running != null && !running.isDone()) {
            return running;
        }
        State at = state;
        if (at == null) {
            throw new IllegalStateException("development mode is stopped");
        }
        FutureTask<Void> task =
                new FutureTask<>(
                        () -> {
                            load(at);
                            return null;
                        });
        Thread.ofPlatform().daemon().name("gateway-dev-load").start(task);
        loading = task;
        return task;
    }

    private static void await(FutureTask<Void> task) throws InterruptedException {
        try {
            task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot load: " + e.getCause(), e.getCause());
        }
    }

    private void load(State at) throws InterruptedException, IOException {
        long begin = System.nanoTime();
        Current before = current;
        Optional<Copy> last = Optional.ofNullable(before).map(now -> now.generation().copy());
        Copy base = last.orElseGet(at.copies()::nothing);
        for (int i = 1; ; i++) {
            at.changes().settle();
            long version = at.changes().version();
            Listing listing = at.changes().list();
            boolean same = listing.equals(base.listing());
            if (same && before != null && before.generation().fault().isEmpty()) {
                current = new Current(before.generation(), version);
                return;
            }
            Copy copy;
            try {
                copy = same && last.isPresent() ? base : at.copies().make(listing, base);
            } catch (IOException e) {
                if (i < MOST_COPIES) {
                    continue; // A file has gone meanwhile.
                }
                throw e;
            }
            if (at.changes().check() == version || i >= MOST_COPIES) {
                replace(at, before, copy, version, begin);
                return;
            }
            at.copies().forget(copy);
        }
    }

    private void replace(State at, @Nullable Current before, Copy copy, long version, long begin) {
        synchronized (this) {
            newest = copy;
        }
        // One that is idle is stopped first: the next one may need the same port, or file.
        int left = before == null ? 0 : before.generation().retire();
        Generation next =
                Generation.make(
                        copy, parent, findings, settings, ended -> forget(ended, at.copies()));
        synchronized (this) {
            generations.add(next);
        }
        current = new Current(next, version);
        tell(before == null ? null : before.generation(), next, left, System.nanoTime() - begin);
    }

    private synchronized void forget(Generation ended, Copies copies) {
        generations.remove(ended);
        if (newest != null && !newest.root().equals(ended.copy().root())) {
            copies.forget(ended.copy());
        }
    }

    private static void tell(@Nullable Generation before, Generation next, int left, long nanos) {
        if (next.fault().isPresent()) {
            BrokenBuild fault = next.fault().get();
            boolean again =
                    before != null
                            && before.fault()
                                    .map(BrokenBuild::getMessage)
                                    .equals(Optional.ofNullable(fault.getMessage()));
            if (!again) {
                LOG.error("{}", fault.getMessage(), fault.getCause());
            }
        } else if (before != null) {
            LOG.info(
                    "reloaded in {} ms{}",
                    nanos / 1_000_000,
                    left == 0 ? "" : "; " + left + " requests go on with the classes before");
        }
    }
}
