package gateway.server.dev;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Knows whether anything has changed on the class path.
 *
 * <p>By the system's {@link Events} on Linux. Where there are none, on other systems, on file
 * systems that others write to as well, and beyond the limits of inotify, by looking at every file,
 * which takes a fifth of the time at most: a change is seen later then, by four times what a look
 * takes. Nothing is looked at while nobody asks.
 */
final class Changes implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

    /** No longer than this after the last change a compiler may still be at work. */
    private static final Duration QUIET = Duration.ofMillis(100);

    /** What changes all the time is not waited for any longer. */
    private static final Duration RESTLESS = Duration.ofSeconds(3);

    private static final int REST = 4;

    /** Where others write, of which the system does not tell. */
    private static final Set<String> SHARED =
            Set.of("nfs", "nfs4", "cifs", "smb3", "9p", "virtiofs", "vboxsf", "prl_fs", "drvfs");

    private final List<Place> places;
    private final AtomicLong version = new AtomicLong(1);
    private final Object look = new Object();
    private volatile @Nullable Events events;
    private volatile long last = System.nanoTime() - QUIET.toNanos();
    private volatile Listing listing = Listing.NOTHING;
    private long lookedAt;
    private long cost;

    private Changes(List<Place> places) {
        this.places = List.copyOf(places);
    }

    /**
     * Begins to watch.
     *
     * @param signals an empty folder of its own
     */
    static Changes of(List<Place> places, Path signals) {
        Changes changes = looking(places);
        String reason = reasonToLook(places);
        if (reason.isEmpty()) {
            try {
                changes.events = Events.begin(signals, changes::changed);
            } catch (IOException e) {
                reason = e.getMessage() + " (see fs.inotify.max_user_instances)";
            }
        }
        if (!reason.isEmpty()) {
            changes.looks(reason);
        }
        return changes;
    }

    /** Without the system's help. */
    static Changes looking(List<Place> places) {
        return new Changes(places);
    }

    private static String reasonToLook(List<Place> places) {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return "this system tells late or not at all";
        }
        for (Place place : places) {
            try {
                Path existing = place.path();
                while (!Files.exists(existing) && existing.getParent() != null) {
                    existing = existing.getParent();
                }
                String type = Files.getFileStore(existing).type().toLowerCase(Locale.ROOT);
                if (SHARED.contains(type) || type.startsWith("fuse")) {
                    return place.path() + " is on " + type;
                }
            } catch (IOException e) {
                return place.path() + ": " + e.getMessage();
            }
        }
        return "";
    }

    private void looks(String reason) {
        LOG.warn("changes are found by looking at every file: {}", reason);
    }

    /** Run for each change that the system tells. */
    private void changed() {
        last = System.nanoTime();
        version.incrementAndGet();
    }

    /**
     * A number that is another one whenever anything was changed before this call, apart from what
     * is said above.
     */
    long version() throws InterruptedException {
        Events told = events;
        if (told != null) {
            try {
                told.catchUp();
                return version.get();
            } catch (IOException e) {
                giveUp(told, String.valueOf(e.getMessage()));
            }
        }
        synchronized (look) {
            if (System.nanoTime() - lookedAt >= REST * cost) {
                look(Listing.Watcher.NONE);
            }
        }
        return version.get();
    }

    /** As {@link #version}, however long it takes. */
    long check() throws InterruptedException {
        if (events == null) {
            list();
        }
        return version();
    }

    /**
     * The number as far as it is known without asking. Where the system does not tell, it looks.
     */
    long seen() throws InterruptedException {
        return events == null ? version() : version.get();
    }

    /** Whether a compiler would have said more by now. */
    boolean quiet() {
        return System.nanoTime() - last >= QUIET.toNanos();
    }

    /** Waits until it is quiet. */
    void settle() throws InterruptedException {
        long begin = System.nanoTime();
        version();
        while (!quiet() && System.nanoTime() - begin < RESTLESS.toNanos()) {
            Thread.sleep(QUIET.toMillis() / 4);
            if (events == null) {
                list();
            }
        }
    }

    /** What there is now; a change from then on is told by {@link #version}. */
    Listing list() throws InterruptedException {
        Events told = events;
        if (told != null) {
            try {
                told.catchUp(); // It knows then which folders are gone.
                told.forgetGone();
                synchronized (look) {
                    listing = Listing.of(places, told);
                    return listing;
                }
            } catch (IOException e) {
                giveUp(told, String.valueOf(e.getMessage()));
            } catch (UncheckedIOException e) {
                giveUp(
                        told,
                        Objects.requireNonNull(e.getCause()).getMessage()
                                + " (fs.inotify.max_user_watches is too small for its folders)");
            }
        }
        synchronized (look) {
            return look(Listing.Watcher.NONE);
        }
    }

    private Listing look(Listing.Watcher watcher) {
        long begin = System.nanoTime();
        Listing now = Listing.of(places, watcher);
        if (!now.equals(listing)) {
            changed();
        }
        listing = now;
        lookedAt = System.nanoTime();
        cost = lookedAt - begin;
        return now;
    }

    private void giveUp(Events told, String reason) {
        synchronized (look) {
            if (events == null) {
                return;
            }
            events = null;
        }
        looks(reason);
        try {
            told.close();
        } catch (IOException e) {
            LOG.debug("events: {}", e.toString());
        }
    }

    @Override
    public void close() throws IOException {
        Events told = events;
        if (told != null) {
            told.close();
        }
    }
}
